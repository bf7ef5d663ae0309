import { useRef, useState } from 'preact/hooks'

interface Properties {
  readonly onText: (text: string) => Promise<void>
  readonly onFile: (file: File) => Promise<void>
}

/** Where the customer writes: Enter sends. What was not taken stays in the field. */
export function Composer({ onText, onFile }: Properties) {
  const [text, setText] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const submit = (event: Event) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return
    setText('')
    onText(said).catch(() => setText((now) => now || said))
  }
  const pick = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    input.value = ''
    if (file) onFile(file).catch(() => {})
  }
  return (
    <form class="composer" onSubmit={submit}>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        aria-label="Picture"
        onChange={({ currentTarget }) => pick(currentTarget)}
      />
      <button type="button" class="attach" aria-label="Attach a picture" onClick={() => picker.current?.click()}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M8 12.5 14.5 6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7.1-7.1L11 4" />
        </svg>
      </button>
      <input
        class="text"
        aria-label="Message"
        placeholder="Message"
        autocomplete="off"
        maxLength={4_000}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="send" aria-label="Send" disabled={text.trim() === ''}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 12 20 4l-5 16-4-7z" />
        </svg>
      </button>
    </form>
  )
}
