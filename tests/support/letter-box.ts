import type { Letter, Mail } from '#ports/mail.ts'

/** Keeps the letters that are sent, for a test to read. */
export class LetterBox implements Mail {
  readonly letters: Letter[] = []
  readonly #waiting: ((letter: Letter) => void)[] = []
  #refused: (() => void) | null = null

  async send(letter: Letter): Promise<void> {
    if (this.#refused) {
      this.#refused()
      this.#refused = null
      throw new Error('the mail server is down')
    }
    this.letters.push(letter)
    this.#waiting.shift()?.(letter)
  }

  async check(): Promise<void> {}

  close(): void {}

  /** Refuses the next letter; resolves when it did. */
  refuseNext(): Promise<void> {
    return new Promise((resolve) => {
      this.#refused = resolve
    })
  }

  /** The letter that comes next: ask before you do what brings it. */
  next(): Promise<Letter> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
