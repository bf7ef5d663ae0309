/** Makes new identifiers and secrets. */
export interface Ids {
  /** A UUIDv7: sorts by the time it was made. */
  uuid(): string
  /** 32 random bytes in base64url. */
  secret(): string
}
