import type { WidgetView } from '#dialects/house/views.ts'

/** What the widget must know before the first message: who we are, which queues, and what may be sent. */
export async function askWidget(base: string): Promise<WidgetView> {
  const response = await fetch(`${base}/house/v1/widget`)
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as WidgetView
}
