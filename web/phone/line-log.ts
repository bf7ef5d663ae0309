/** How far a line got on its way to the other side. */
export type Mark = 'sent' | 'delivered' | 'read'

/** One line of the phone, as the demo's routes tell it. */
export interface Line {
  readonly id: string
  readonly from: 'phone' | 'desk'
  readonly at: number
  readonly text: string | null
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string } | null
  readonly mark: Mark
}

export type News =
  | { readonly type: 'lines'; readonly number: string; readonly lines: readonly Line[] }
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'mark'; readonly id: string; readonly mark: Mark }

/** The lines after some news. */
export function withNews(lines: readonly Line[], news: News): readonly Line[] {
  switch (news.type) {
    case 'lines':
      return news.lines
    case 'line':
      return lines.some(({ id }) => id === news.line.id) ? lines : [...lines, news.line]
    case 'mark':
      return lines.map((line) => (line.id === news.id ? { ...line, mark: news.mark } : line))
  }
}

/** The lines that the desk has not been told were read. */
export function unread(lines: readonly Line[]): string[] {
  return lines.filter(({ from, mark }) => from === 'desk' && mark !== 'read').map(({ id }) => id)
}
