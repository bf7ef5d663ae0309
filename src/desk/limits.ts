/** Tells who asks too often: null when there was one left, else the milliseconds until there is. */
export interface Limit {
  take(key: string): number | null
}

/** How often anybody may try the door, whichever API they knock at: one set for all of them. */
export interface DoorLimits {
  readonly signIn: { readonly perAddress: Limit; readonly perName: Limit }
  readonly askReset: { readonly perAddress: Limit; readonly perName: Limit }
  readonly useReset: { readonly perAddress: Limit }
}
