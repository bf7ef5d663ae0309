import type { SearchFigures } from './search.ts'

/** The figures of search as rows of the table that `npm run bench` prints. */
export function searchRows(lines: number, figures: SearchFigures): (readonly [string, string, string])[] {
  const { searches, commits, whileWriting, indexSeconds, megabytes } = figures
  const ms = (time: number) => `${time.toFixed(1)} ms`
  const among = `search in ${lines.toLocaleString('en')} messages`
  const { alone, sometimes, always } = commits
  const ratio = (one: number) => `${(one / alone.p99).toFixed(2)} ×`
  return [
    ...searches.map(
      ([name, { p50, p99 }]) => [`${among}: ${name}`, `p50 ${ms(p50)}, p99 ${ms(p99)}`, '≤ 100 ms'] as const,
    ),
    [`${among}, any of these, while chats are written`, `p50 ${ms(whileWriting.p50)}, p99 ${ms(whileWriting.p99)}`, ''],
    [
      'commit at 400 messages/s: nobody searches / ten searches a second / one after the other',
      `p50 ${ms(alone.p50)} / ${ms(sometimes.p50)} / ${ms(always.p50)}; p99 ${ms(alone.p99)} / ${ms(sometimes.p99)} (${ratio(sometimes.p99)}) / ${ms(always.p99)} (${ratio(always.p99)})`,
      '',
    ],
    [
      `first index of ${lines.toLocaleString('en')} messages`,
      `${indexSeconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`,
      '',
    ],
  ]
}
