import { type FocusEvent, type KeyboardEvent, useState } from 'react'

/** A place in a table that can have the focus: a row (-1 is the heading), a column, and one of several things in the cell. */
export function placeName(row: number, column: number, part = 0): string {
  return `${row}:${column}:${part}`
}

const first = placeName(-1, 0)
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/**
 * Lets the arrow keys walk through a table, which so is one stop of the Tab key: a thousand numbers that open would be
 * a thousand. `reveal` scrolls a row into view that was not drawn.
 */
export function useWalk(lastRow: number, reveal: (row: number) => void) {
  const [active, setActive] = useState(first)
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    if (target.dataset['place']) setActive(target.dataset['place'])
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement ? event.target : null
    const [row, column] = (from?.dataset['place'] ?? '').split(':').map(Number)
    if (!from || row === undefined || column === undefined) return
    const table = event.currentTarget
    const to = (wanted: number) => {
      const next = Math.min(lastRow, Math.max(-1, wanted))
      reveal(next)
      focusPlace(table, placeName(next, column))
    }
    const inRow = [...(from.closest('tr')?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
    const forward = getComputedStyle(table).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const walked = (() => {
      if (event.key in steps) return to(row + (steps[event.key] ?? 0))
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
        return inRow[inRow.indexOf(from) + (event.key === forward ? 1 : -1)]?.focus()
      if (event.key === 'Home') return event.ctrlKey ? to(-1) : inRow[0]?.focus()
      if (event.key === 'End') return event.ctrlKey ? to(lastRow) : inRow.at(-1)?.focus()
      return null
    })()
    if (walked !== null) event.preventDefault()
  }
  /** What makes an element such a place; where the chosen row is not drawn, the first heading is the stop. */
  const placed = (isDrawn: (row: number) => boolean) => {
    const stop = isDrawn(Number.parseInt(active, 10)) ? active : first
    return (row: number, column: number, part = 0) => {
      const name = placeName(row, column, part)
      return { 'data-place': name, tabIndex: name === stop ? 0 : -1 }
    }
  }
  return { onFocus, onKeyDown, placed }
}

/** Gives a place the focus, as soon as it is drawn. */
export function focusPlace(table: HTMLElement, name: string, frames = 20): void {
  const element = table.querySelector<HTMLElement>(`[data-place="${name}"]`)
  element?.focus()
  if (!element && frames > 0) requestAnimationFrame(() => focusPlace(table, name, frames - 1))
}
