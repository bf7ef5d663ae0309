import i18next from 'i18next'

/** A span as 0:07, 12:30 or 1:02:03; nothing below zero. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** The page's language with the browser's region, as far as they are the same language. */
export function locale(): string | undefined {
  return navigator.languages.find((name) => name.startsWith(i18next.language)) ?? i18next.language
}

export function clock(at: number): string {
  return new Date(at).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
}

/** The instant in full, for those who ask. */
export function exact(at: number): string {
  return new Date(at).toLocaleString(locale(), { dateStyle: 'full', timeStyle: 'long' })
}

export function day(at: number): string {
  return new Date(at).toLocaleDateString(locale(), { weekday: 'long', day: 'numeric', month: 'long' })
}

/** Short, for lists: the time today, the day before that, the year where it is another one. */
export function stamp(at: number, now = Date.now()): string {
  const [then, today] = [new Date(at), new Date(now)]
  if (then.toDateString() === today.toDateString()) return clock(at)
  const year = then.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' as const }
  return then.toLocaleDateString(locale(), { day: 'numeric', month: 'short', ...year })
}
