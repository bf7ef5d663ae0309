/** Where the bytes of attachments lie, under their SHA-256 in hex; the same bytes are kept once. */
export interface Files {
  /** Stores a stream up to `limitBytes`; 'too-large' leaves nothing behind. `head` holds the first bytes (up to 4,100), to tell the kind by. */
  put(
    bytes: AsyncIterable<Uint8Array>,
    limitBytes: number,
  ): Promise<{ readonly sha256: string; readonly byteCount: number; readonly head: Uint8Array } | 'too-large'>
  /** The bytes, or null when there are none under that name. */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | null>
  /** Writes a file of no meaning, synced, and removes it: rejects when that cannot be done. */
  check(): Promise<void>
  /** Deletes the bytes; none under that name is fine. */
  remove(sha256: string): Promise<void>
}
