/** An honest promise: half of those who wait are served by `fromMs`, nine of ten by `toMs`; both in milliseconds from now. */
export interface WaitRange {
  readonly fromMs: number
  readonly toMs: number
}
