import { type RefObject, useEffect, useRef, useState } from 'react'

/** Files may be dropped anywhere on the section around an element; says whether some hover there. */
export function useDrop(inside: RefObject<HTMLElement | null>, take: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false)
  const newest = useRef(take)
  newest.current = take
  useEffect(() => {
    const area = inside.current?.closest('section')
    if (!area) return
    const hover = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setOver(false)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      newest.current(event.dataTransfer?.files ?? [])
    }
    area.addEventListener('dragover', hover)
    area.addEventListener('dragleave', leave)
    area.addEventListener('drop', drop)
    return () => {
      area.removeEventListener('dragover', hover)
      area.removeEventListener('dragleave', leave)
      area.removeEventListener('drop', drop)
    }
  }, [])
  return over
}
