import { fileTypeFromBuffer } from 'file-type'

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** What kind of file it is, from its first bytes alone; text is told apart from other bytes, and never called HTML. */
export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(head)
  if (known) return known.mime
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}

/** Whether a browser may show it in place: pictures that cannot hold a script. */
export function isPicture(mediaType: string): boolean {
  return pictures.has(mediaType)
}

function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.includes(0)) return false
  try {
    // `stream`: the head may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
