/** A file that goes with a letter. */
export interface Enclosure {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A mail to one person, as plain text. */
export interface Letter {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly enclosures: readonly Enclosure[]
}

/** Sends letters. Resolves when the letter was accepted for delivery; rejects when it was not. */
export interface Mail {
  send(letter: Letter): Promise<void>
}
