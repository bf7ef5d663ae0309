/**
 * When a queue is open: a plan for each weekday and exceptions for single dates, on the wall clock of one zone.
 *
 * - A span belongs to the day on which it begins, also when it runs past midnight. An exception replaces the spans that
 *   begin on its day; what began the evening before goes on into the holiday.
 * - An opening or closing time that the clock skips moves on by what was skipped (02:30 becomes 03:30 where 02:00 to
 *   03:00 is missing); a span that has no time left by that is not open at all. Of a time that comes twice, an opening
 *   takes the first and a closing the last, so that a span over the repeated hour covers all of it.
 * - Midnight is where the day begins in that zone, be it at 01:00: a span to 24:00 ends where the next day begins.
 * - On a day that the zone leaves out (Pacific/Apia, 2011-12-30) nothing begins.
 * - Spans that touch or overlap are one open stretch, without a change between them.
 */
export interface Hours {
  /** An IANA name such as `Europe/Berlin`. */
  readonly zone: string
  readonly week: Readonly<Record<Weekday, readonly Span[]>>
  readonly exceptions: readonly HoursException[]
}

/** ISO: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Open from one wall-clock time to another, `HH:MM`; `to` may be `24:00`, and a `to` before `from` is on the next day. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Another plan for one date; no spans means closed. */
export interface HoursException {
  /** `YYYY-MM-DD`, or `--MM-DD` for every year; an exact date goes before a yearly one. */
  readonly on: string
  readonly name: string
  readonly spans: readonly Span[]
}
