import { randomUUID } from 'node:crypto'
import { mediaTypeOf } from '#wire/files/media-type.ts'

/** A file that was sent to or by a phone. */
export interface PhoneFile {
  readonly id: string
  readonly name: string
  /** Decided from the content. */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const filesKept = 40

/** The newest files, in memory: a demo's pictures need not last. */
export class PhoneFiles {
  readonly #files = new Map<string, PhoneFile>()

  get(id: string): PhoneFile | null {
    return this.#files.get(id) ?? null
  }

  async put(name: string, bytes: Uint8Array): Promise<PhoneFile> {
    const file = { id: randomUUID(), name, mediaType: await mediaTypeOf(bytes.subarray(0, 4_096)), bytes }
    this.#files.set(file.id, file)
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= filesKept) break
      this.#files.delete(oldest)
    }
    return file
  }
}
