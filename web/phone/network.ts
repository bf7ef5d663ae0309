import type { News } from './line-log.ts'

/** What the phone sends: a text or a file. */
export interface Writes {
  readonly id: string
  readonly number: string
  readonly name?: string
  readonly text?: string
  readonly attachment?: { readonly name: string; readonly base64: string }
}

/** Sends it; throws in words for people when it was not taken. */
export async function post(path: 'messages' | 'receipts', body: object): Promise<void> {
  const response = await fetch(`/demo/phone/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (response?.ok) return
  const { problems = [] } = ((await response?.json().catch(() => null)) ?? {}) as {
    readonly problems?: readonly { readonly field: string; readonly accepted: string }[]
  }
  const said = problems.map(({ field, accepted }) => `${field}: ${accepted}`).join('; ')
  throw new Error(said || (response ? `The desk did not take it (${response.status}).` : 'The network is not reached.'))
}

/** What happens on a phone from now on; `online` says whether the line stands. Returns how to switch it off. */
export function listen(number: string, hear: (news: News) => void, online: (is: boolean) => void): () => void {
  const source = new EventSource(`/demo/phone/lines?number=${encodeURIComponent(number)}`)
  source.onopen = () => online(true)
  source.onerror = () => online(false)
  source.onmessage = ({ data }) => hear(JSON.parse(String(data)) as News)
  return () => source.close()
}

/** A file as the desk takes it. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 32_768)
    text += String.fromCharCode(...bytes.subarray(from, from + 32_768))
  return btoa(text)
}

/** A South African mobile number that is nobody's on purpose, a different one in each tab. */
export function madeUpNumber(): string {
  const random = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0
  return `+27 82 555 ${String(random % 10_000).padStart(4, '0')}`
}
