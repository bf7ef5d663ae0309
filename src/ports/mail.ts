import type { Instant } from '#domain/ids.ts'

/** A file that goes with a letter. */
export interface Enclosure {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A mail to one person, as plain text. */
export interface Letter {
  /** Letters, digits, `.`, `_` and `-`: becomes the `Message-ID`, so that a letter sent twice can be told for what it is. */
  readonly id?: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly enclosures: readonly Enclosure[]
}

/** Sends letters. Resolves when the letter was accepted for delivery; rejects when it was not. */
export interface Mail {
  send(letter: Letter): Promise<void>
  /** Whether letters would be taken: the server answers and lets us in. Rejects when not; nothing is sent. */
  check(): Promise<void>
  /** Lets go of what is open. Letters on their way are given up: their `send` rejects. */
  close(): void
}

/** A letter that was put down in place of being sent. */
export interface KeptLetter {
  readonly id: string
  readonly at: Instant
  readonly to: Letter['to']
  readonly subject: string
  readonly text: string
  readonly enclosures: readonly { readonly name: string; readonly mediaType: string; readonly byteCount: number }[]
  /** Of the whole letter as a mail program opens it. */
  readonly byteCount: number
}

/** Where letters are put down while there is no mail server. */
export interface Outbox {
  /** Newest first; a page. */
  list(page: { readonly before: string | null; readonly limit: number }): Promise<KeptLetter[]>
  /** The letter, or null when there is none under this id. */
  find(id: string): Promise<KeptLetter | null>
  /** The letter as a mail program opens it (RFC 5322), or null when there is none under this id. */
  read(id: string): Promise<Uint8Array | null>
}
