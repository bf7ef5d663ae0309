import type { ComponentChildren } from 'preact'
import type { Say } from './strings.ts'

interface Properties {
  readonly title: string
  readonly say: Say
  readonly onHide: (() => void) | null
  readonly children?: ComponentChildren
}

/** The bar on top: who we are, what can be done, and the way out. */
export function Header({ title, say, onHide, children }: Properties) {
  return (
    <div class="head">
      <h2>{title}</h2>
      {children}
      {onHide && (
        <button type="button" class="plain" aria-label={say('close')} onClick={onHide}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path
              fill="currentColor"
              d="m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z"
            />
          </svg>
        </button>
      )}
    </div>
  )
}
