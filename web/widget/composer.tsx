import { useEffect, useRef, useState } from 'preact/hooks'
import type { CustomerLive, LiveClient } from '../kit/live-types.ts'
import { askWidget } from './ask.ts'
import type { Say } from './strings.ts'

interface Properties {
  readonly chatId: string
  readonly client: LiveClient<CustomerLive>
  readonly base: string
  readonly say: Say
}

/** Where the customer writes: Enter sends, Shift and Enter break the line; files by button, paste and drop. */
export function Composer({ chatId, client, base, say }: Properties) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [limits, setLimits] = useState({ characters: 10_000, bytes: 20 * 2 ** 20 })
  const input = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    askWidget(base).then(
      (about) => setLimits({ characters: about.messageLimit, bytes: about.attachmentLimitBytes }),
      () => {},
    )
  }, [])
  const size = Math.floor(limits.bytes / 2 ** 20)

  function send(event?: Event) {
    event?.preventDefault()
    if (text.trim() === '') return
    client.post(chatId, text.trim())
    setText('')
  }
  function attach(files: FileList | null | undefined) {
    setProblem('')
    for (const file of files ?? []) {
      if (file.size > limits.bytes) setProblem(say('tooLarge', { size }))
      else client.postFile(chatId, file)
    }
  }

  return (
    <form
      class="composer"
      onSubmit={send}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        attach(event.dataTransfer?.files)
      }}
    >
      {problem && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        class="plain"
        aria-label={say('attach', { size })}
        title={say('attach', { size })}
        onClick={() => picker.current?.click()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            d="m8 12.5 6-6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l7-7"
          />
        </svg>
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          attach(currentTarget.files)
          currentTarget.value = ''
        }}
      />
      <textarea
        ref={input}
        rows={1}
        aria-label={say('message')}
        placeholder={say('message')}
        maxLength={limits.characters}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          client.typing(chatId, currentTarget.value !== '')
        }}
        onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && send(event)}
        onPaste={(event) => {
          if (!event.clipboardData?.files.length) return
          event.preventDefault()
          attach(event.clipboardData.files)
        }}
        onBlur={() => client.typing(chatId, false)}
      />
      <button type="submit" class="primary round" aria-label={say('send')} disabled={text.trim() === ''}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path fill="currentColor" d="m3 20 18-8L3 4v6l12 2-12 2z" />
        </svg>
      </button>
    </form>
  )
}
