import { isPicture } from '../files/media-type.ts'

interface ServedFile {
  readonly name: string
  readonly mediaType: string
  readonly byteCount: number
}

/** Headers of a file that somebody else sent: shown in place only when it is a picture, else downloaded; never run. */
export function fileHeaders({ name, mediaType, byteCount }: ServedFile): Readonly<Record<string, string | number>> {
  const shown = isPicture(mediaType)
  return {
    'content-type': shown ? mediaType : 'application/octet-stream',
    'content-length': byteCount,
    'content-disposition': disposition(shown ? 'inline' : 'attachment', name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  }
}

/** RFC 6266: a plain name for old programs, the true one in UTF-8. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
