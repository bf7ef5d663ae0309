/** One step of the schema, forward only; once released it is never changed. */
export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly no: number
  readonly name: string
  readonly sql: string
}
