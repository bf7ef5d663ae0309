import { useEffect, useRef, useState } from 'react'
import { useSession } from '../session.ts'
import type { ReportAnswer } from './report.ts'

/** A report as it was answered, with the question that leads to the same numbers again. */
export interface Loaded {
  readonly answer: ReportAnswer
  readonly question: string
  readonly at: number
}

export type Loading = 'loading' | 'cancelled' | 'done'

/** Asks for a report whenever `wanted` changes; `question` makes what is asked at that moment, null: nothing can be asked. */
export function useReport(id: string, wanted: string, question: () => string | null) {
  const { api } = useSession()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [loading, setLoading] = useState<Loading>('loading')
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)
  const load = async () => {
    running.current?.abort()
    setError(null)
    const asked = question()
    if (asked === null) {
      setLoading('done')
      return setLoaded(null)
    }
    const own = new AbortController()
    running.current = own
    setLoading('loading')
    try {
      const path = `/reports/${encodeURIComponent(id)}?${asked}&limit=1000`
      const answer = await api.call<ReportAnswer>('GET', path, undefined, own.signal)
      if (own.signal.aborted) return
      setLoaded({ answer, question: asked, at: Date.now() })
      setLoading('done')
    } catch (problem) {
      if (own.signal.aborted) return
      setLoaded(null)
      setError(problem)
      setLoading('done')
    }
  }
  const cancel = () => {
    running.current?.abort()
    setLoaded(null)
    setLoading('cancelled')
  }
  useEffect(() => {
    void load()
    return () => running.current?.abort()
  }, [id, wanted])
  return { loaded, loading, error, load, cancel }
}
