import type { Clock } from '#ports/clock.ts'
import type { Gateway, NotDelivered, Outgoing } from '#ports/gateway.ts'
import { signed } from '#wire/webhooks/signature.ts'

/** Where a channel's provider listens. */
export interface HttpChannel {
  readonly name: string
  readonly url: string
}

export interface HttpGatewaySettings {
  readonly channels: readonly HttpChannel[]
  readonly secret: string
  readonly timeoutMs: number
}

/** With these the provider says that the line itself is wrong, or that nobody takes lines there any more. */
const finalStatuses: ReadonlySet<number> = new Set([400, 404, 410, 413, 422])
const saysWhen: ReadonlySet<number> = new Set([429, 503])

/** Delivers by signed HTTP `POST` of JSON (Standard Webhooks). Any 2xx is taken as accepted; redirects are not followed. */
export function httpGateway({ channels, secret, timeoutMs }: HttpGatewaySettings, clock: Pick<Clock, 'now'>): Gateway {
  return {
    async deliver(channel, outgoing) {
      const url = channels.find(({ name }) => name === channel)?.url
      if (!url) throw new Undelivered(`the channel ${channel} is not configured`)
      const body = JSON.stringify(bodyOf(outgoing))
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed(secret, outgoing.messageId, clock.now(), body) },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw new Undelivered(reasonOf(error))
      })
      // What it says beside the status is of no use, and may be of any length.
      await response.body?.cancel().catch(() => {})
      if (response.ok) return
      const { status, headers } = response
      const retryAfterMs = saysWhen.has(status) ? askedMs(headers.get('retry-after'), clock.now()) : null
      throw new Undelivered(`the provider answered ${status}`, finalStatuses.has(status), retryAfterMs)
    },
  }
}

class Undelivered extends Error implements NotDelivered {
  override readonly name = 'NotDelivered'
  readonly final: boolean
  readonly retryAfterMs: number | null

  constructor(reason: string, final = false, retryAfterMs: number | null = null) {
    super(reason)
    this.final = final
    this.retryAfterMs = retryAfterMs
  }
}

function bodyOf({ messageId, channel, to, chatNo, content }: Outgoing): object {
  const head = { type: 'message', messageId, channel, to, chatNo }
  if ('text' in content) return { ...head, text: content.text }
  const { name, mediaType, bytes } = content.attachment
  return { ...head, attachment: { name, mediaType, base64: Buffer.from(bytes).toString('base64') } }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the provider was not reached'
  if (error.name === 'TimeoutError') return 'the provider did not answer in time'
  const { code } = (error.cause ?? {}) as { code?: unknown }
  return `the provider was not reached${typeof code === 'string' ? ` (${code})` : ''}`
}

/** `Retry-After` in seconds or as a date, as milliseconds from now; null when it is neither. */
function askedMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
