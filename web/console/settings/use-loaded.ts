import { useEffect, useRef, useState } from 'react'
import { useSession } from '../session.ts'

/** What the desk answers to a GET: asked when the path or `version` changes, and again by `load`; null: not asked. An answer that was overtaken is dropped. */
export function useLoaded<Answer>(path: string | null, version: unknown = null) {
  const { api } = useSession()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [error, setError] = useState<unknown>(null)
  const asked = useRef(0)
  const load = async () => {
    if (path === null) return
    const own = ++asked.current
    setError(null)
    try {
      const next = await api.call<Answer>('GET', path)
      if (own === asked.current) setAnswer(next)
    } catch (problem) {
      if (own === asked.current) setError(problem)
    }
  }
  useEffect(() => {
    void load()
    return () => void asked.current++
  }, [path, version])
  return { answer, error, load }
}
