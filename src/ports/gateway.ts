/** A line for a customer's phone; `messageId` is the same at each try, so that a repeat is told by it. */
export interface Outgoing {
  readonly messageId: string
  readonly channel: string
  /** E.164. */
  readonly to: string
  readonly chatNo: number
  readonly content:
    | { readonly text: string }
    | { readonly attachment: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } }
}

/** Why a line did not go out, as far as the gateway can tell; any other error is one to be tried again. */
export interface NotDelivered extends Error {
  /** It would come to nothing again. */
  readonly final: boolean
  /** Milliseconds the provider asks to wait. */
  readonly retryAfterMs: number | null
}

/** The ways to customers who are phone numbers. */
export interface Gateway {
  /** Resolves when the provider took the line; rejects with why not, `NotDelivered` where that is known. */
  deliver(channel: string, outgoing: Outgoing): Promise<void>
}
