/** Whole numbers from 0 up to 2^53 in as few bytes as they need, one after another. */
export class VarintWriter {
  #bytes = new Uint8Array(256)
  #length = 0

  push(...numbers: number[]): void {
    for (let number of numbers) {
      if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${number} is no whole number from 0 up`)
      if (this.#length + 8 > this.#bytes.length) this.#grow()
      while (number >= 128) {
        this.#bytes[this.#length++] = (number % 128) + 128
        number = Math.floor(number / 128)
      }
      this.#bytes[this.#length++] = number
    }
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads what a `VarintWriter` wrote. */
export class VarintReader {
  readonly #bytes: Uint8Array
  #place = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get hasMore(): boolean {
    return this.#place < this.#bytes.length
  }

  next(): number {
    const bytes = this.#bytes
    let byte = bytes[this.#place++] as number
    if (byte < 128) return byte
    let number = byte - 128
    for (let unit = 128; ; unit *= 128) {
      byte = bytes[this.#place++] as number
      if (byte < 128) return number + byte * unit
      number += (byte - 128) * unit
    }
  }
}
