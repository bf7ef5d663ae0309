import type { TFunction } from 'i18next'
import type { ReportAnswer, ReportView } from '#dialects/house/report-views.ts'
import type { ChatView } from '#dialects/house/views.ts'

export type { ReportAnswer }
export type Report = ReportView
export type ReportColumn = Report['columns'][number]
export type ReportRow = ReportAnswer['rows'][number]
export type Unit = ReportColumn['unit']
export type Value = ReportRow['values'][number]

export const categories = ['basic', 'performance', 'agents', 'text', 'global'] as const satisfies Report['category'][]

/** The chats behind one number. */
export interface ChatsBehind {
  /** How often chats count in it; a chat can count more than once. */
  readonly count: number
  readonly chats: readonly ChatView[]
  /** Chats of this page that are not the reader's to see. */
  readonly hiddenCount: number
  readonly cursor: string | null
}

/** What the desk says of reports in English, in the page's language where it was translated. */
export function said(t: TFunction, english: string): string {
  return t(`desk.${english}`, { defaultValue: english })
}

/** Texts in rows are names that people gave, but for weekdays and for how a number was counted. */
const saidInRows: readonly string[] = ['Weekday', 'Hour', 'Counted']

/** A text of a row in the page's language. */
export function textOf(t: TFunction, { name }: ReportColumn, text: string): string {
  if (!saidInRows.includes(name)) return text
  const [word = '', ...rest] = text.split(' ')
  return [said(t, word), ...rest].join(' ')
}

/** Whether chats stand behind a value. */
export function opensOn({ opens }: ReportColumn, value: Value | undefined): boolean {
  return opens && value !== null && value !== undefined && value !== 0
}
