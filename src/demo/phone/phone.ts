/** How far a line got on its way to the other side. */
export type PhoneMark = 'sent' | 'delivered' | 'read'

/** One line as the phone shows it. */
export interface PhoneLine {
  readonly id: string
  readonly from: 'phone' | 'desk'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string | null
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string } | null
  readonly mark: PhoneMark
}

/** What a page that shows the phone is told. */
export type PhoneNews =
  | { readonly type: 'lines'; readonly number: string; readonly lines: readonly PhoneLine[] }
  | { readonly type: 'line'; readonly line: PhoneLine }
  | { readonly type: 'mark'; readonly id: string; readonly mark: PhoneMark }

const linesKept = 200
const further: Readonly<Record<PhoneMark, number>> = { sent: 0, delivered: 1, read: 2 }

/** One made-up phone: what it sent and got, and the pages that show it. It is on while a page is open. */
export class Phone {
  readonly number: string
  #lines: PhoneLine[] = []
  /** In which chat, and where in it, a line that the phone sent stands. */
  readonly #places = new Map<string, { readonly chatId: string; readonly seq: number }>()
  readonly #pages = new Set<(news: PhoneNews) => void>()

  constructor(number: string) {
    this.number = number
  }

  get isOn(): boolean {
    return this.#pages.size > 0
  }

  get lines(): readonly PhoneLine[] {
    return this.#lines
  }

  has(id: string): boolean {
    return this.#lines.some((line) => line.id === id)
  }

  add(line: PhoneLine): void {
    this.#lines = [...this.#lines, line].slice(-linesKept)
    for (const id of this.#places.keys()) if (!this.has(id)) this.#places.delete(id)
    this.#tell({ type: 'line', line })
  }

  /** The line was never sent. */
  takeBack(id: string): void {
    this.#lines = this.#lines.filter((line) => line.id !== id)
    this.#tell({ type: 'lines', number: this.number, lines: this.#lines })
  }

  /** Whether this mark would be news: they never go back. */
  isFurther(id: string, mark: PhoneMark): boolean {
    const line = this.#lines.find((one) => one.id === id)
    return line !== undefined && further[mark] > further[line.mark]
  }

  mark(id: string, mark: PhoneMark): void {
    if (!this.isFurther(id, mark)) return
    this.#lines = this.#lines.map((line) => (line.id === id ? { ...line, mark } : line))
    this.#tell({ type: 'mark', id, mark })
  }

  /** The desk has put what the phone sent first into a chat. */
  stands(chatId: string, seq: number): void {
    const line = this.#lines.find(({ id, from }) => from === 'phone' && !this.#places.has(id))
    if (line) this.#places.set(line.id, { chatId, seq })
  }

  /** An agent has read so far in a chat. */
  readUpTo(chatId: string, seq: number): void {
    for (const [id, place] of this.#places) if (place.chatId === chatId && place.seq <= seq) this.mark(id, 'read')
  }

  /** A page shows the phone from now on; returns how it stops. */
  show(page: (news: PhoneNews) => void): () => void {
    this.#pages.add(page)
    page({ type: 'lines', number: this.number, lines: this.#lines })
    return () => this.#pages.delete(page)
  }

  #tell(news: PhoneNews): void {
    for (const page of this.#pages) page(news)
  }
}
