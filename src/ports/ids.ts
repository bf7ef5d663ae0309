/** Makes new identifiers and secrets. */
export interface Ids {
  /** A UUIDv7: sorts by the time it was made. */
  uuid(): string
  /** A UUIDv4: a secret of 122 random bits where others set that form. */
  guid(): string
  /** 32 random bytes in base64url. */
  secret(): string
  /** So many random bytes in hexadecimal digits, for a secret of a form that others set. */
  hex(byteCount: number): string
  /** So many random decimal digits, for a code that a person types. */
  digits(count: number): string
  /** What is kept of a secret: its SHA-256 in base64url. */
  digest(secret: string): string
}
