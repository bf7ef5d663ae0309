import { type Api, ApiProblem, problemOf } from '../../kit/api.ts'

/** Fetches a file bit by bit, tells how much has come, and hands it to the browser to keep. */
export async function download(
  api: Api,
  path: string,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(api.base + path, { headers: api.headers(), signal })
  if (!response.ok || !response.body)
    throw new ApiProblem(problemOf(await response.json().catch(() => null), response.status))
  const parts: BlobPart[] = []
  let count = 0
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    parts.push(part)
    count += part.length
    onBytes(count)
  }
  const url = URL.createObjectURL(new Blob(parts, { type: response.headers.get('content-type') ?? '' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(response.headers.get('content-disposition')) ?? ''
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The name that the desk gave the file. */
function fileName(disposition: string | null): string | null {
  return disposition?.match(/filename="([^"]+)"/)?.[1] ?? null
}
