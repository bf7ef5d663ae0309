/** What an outside program is asked in a welcome flow. */
export interface BotQuestion {
  readonly chatId: string
  readonly askNo: number
  /** What the customer typed; null when they have just arrived. */
  readonly line: string | null
}

/** Outside programs that answer in welcome flows. */
export interface Bots {
  /** Its lines, or an error: not reached, not allowed, too late, or not to be understood. */
  ask(url: string, question: BotQuestion, timeoutMs: number): Promise<readonly string[]>
}
