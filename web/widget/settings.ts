/** What the page that embeds the widget decides. */
export interface WidgetSettings {
  readonly base: string
  queueId: string | null
  locale: string
  /** Fills the page instead of floating over it. */
  readonly full: boolean
  readonly person: { name?: string; email?: string }
  readonly tell: (event: string, detail?: unknown) => void
}
