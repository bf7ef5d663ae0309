import { useState } from 'preact/hooks'
import type { CustomerChatView } from '#dialects/house/views.ts'
import type { Api } from '../kit/api.ts'
import type { Say } from './strings.ts'

interface Properties {
  readonly chat: CustomerChatView | null
  readonly api: Api
  readonly say: Say
  readonly onAgain: () => void
}

/** After the end: the verdict, once, and the way to a new chat. */
export function Ended({ chat, api, say, onAgain }: Properties) {
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const [sent, setSent] = useState(false)
  const [problem, setProblem] = useState('')
  const canRate = chat?.ending === 'completed'
  const rated = sent || Boolean(chat?.rating)
  const send = (event: Event) => {
    event.preventDefault()
    api.call('POST', `/chats/${chat?.id}/rating`, { score, ...(comment.trim() && { comment: comment.trim() }) }).then(
      () => setSent(true),
      (error: Error) => setProblem(say('wrong', { code: error.message })),
    )
  }
  return (
    <div class="ended">
      <p>{rated ? say('rated') : say('ended')}</p>
      {canRate && !rated && (
        <form onSubmit={send}>
          <fieldset class="stars">
            <legend>{say('rate')}</legend>
            {[1, 2, 3, 4, 5].map((value) => (
              <label key={value} class={value <= score ? 'star on' : 'star'}>
                <input
                  type="radio"
                  name="score"
                  value={value}
                  checked={value === score}
                  onChange={() => setScore(value)}
                  aria-label={say('rateScore', { score: value })}
                />
                <span aria-hidden="true">★</span>
              </label>
            ))}
          </fieldset>
          {score > 0 && (
            <>
              <textarea
                rows={2}
                maxLength={2_000}
                aria-label={say('rateComment')}
                placeholder={say('rateComment')}
                value={comment}
                onInput={({ currentTarget }) => setComment(currentTarget.value)}
              />
              <button type="submit" class="primary">
                {say('rateSend')}
              </button>
            </>
          )}
          <p class="error" role="alert">
            {problem}
          </p>
        </form>
      )}
      <button type="button" onClick={onAgain}>
        {say('again')}
      </button>
    </div>
  )
}
