import { useEffect, useRef, useState } from 'preact/hooks'
import { Composer } from './composer.tsx'
import { type Line, unread, withNews } from './line-log.ts'
import { LineView } from './line-view.tsx'
import { base64Of, listen, madeUpNumber, post, type Writes } from './network.ts'

const limitBytes = 5 * 1024 * 1024

/** A customer's phone: a number, what was said, and a field to write in. */
export function PhonePage() {
  const [number, setNumber] = useState(() => kept('number', madeUpNumber()))
  const [name, setName] = useState(() => kept('name', 'Thandi'))
  const [lines, setLines] = useState<readonly Line[]>([])
  const [online, setOnline] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const end = useRef<HTMLDivElement>(null)

  useEffect(() => {
    setLines([])
    sessionStorage.setItem('number', number)
    return listen(number, (news) => setLines((before) => withNews(before, news)), setOnline)
  }, [number])
  useEffect(() => {
    const tell = () => {
      const ids = unread(lines)
      // What fails now is told again with the next line.
      if (document.visibilityState === 'visible' && ids.length > 0) post('receipts', { number, ids }).catch(() => {})
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [lines, number])
  const toEnd = () => end.current?.scrollIntoView({ block: 'nearest' })
  useEffect(toEnd, [lines.length])

  const send = async (what: Pick<Writes, 'text' | 'attachment'>) => {
    setWrong(null)
    const said = name.trim() && { name: name.trim() }
    await post('messages', { id: crypto.randomUUID(), number, ...said, ...what }).catch((error: Error) => {
      setWrong(error.message)
      throw error
    })
  }
  const attach = async (file: File) => {
    if (file.size > limitBytes) return setWrong('At most 5 MB.')
    await send({ attachment: { name: file.name, base64: await base64Of(file) } })
  }

  return (
    <main>
      <header>
        <h1>A customer’s phone</h1>
        <p>
          It writes to the centre over a messaging channel. Answer in the <a href="/console/">agent console</a>, or let
          the made-up agents answer.{' '}
          <a href="/demo/phone" target="_blank" rel="noopener">
            Another phone
          </a>
        </p>
        <Owner
          {...{ number, name, online }}
          onNumber={setNumber}
          onName={(given) => {
            sessionStorage.setItem('name', given)
            setName(given)
          }}
        />
      </header>
      <div
        class="lines"
        role="log"
        aria-label="Messages"
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        // A picture has its height when it is loaded.
        onLoadCapture={toEnd}
      >
        {lines.length === 0 && <p class="none">Write something: the centre answers.</p>}
        {lines.map((line) => (
          <LineView key={line.id} line={line} />
        ))}
        <div ref={end} />
      </div>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <Composer onText={(text) => send({ text })} onFile={attach} />
    </main>
  )
}

interface OwnerProperties {
  readonly number: string
  readonly name: string
  readonly online: boolean
  readonly onNumber: (number: string) => void
  readonly onName: (name: string) => void
}

/** Whose phone it is. The number counts when it is finished, not at each digit. */
function Owner({ number, name, online, onNumber, onName }: OwnerProperties) {
  return (
    <form class="owner" onSubmit={(event) => event.preventDefault()}>
      <label>
        Number
        <input
          type="tel"
          autocomplete="off"
          defaultValue={number}
          onChange={({ currentTarget }) => currentTarget.value.trim() && onNumber(currentTarget.value.trim())}
        />
      </label>
      <label>
        Name
        <input
          autocomplete="off"
          maxLength={100}
          value={name}
          onInput={({ currentTarget }) => onName(currentTarget.value)}
        />
      </label>
      <p class="state" role="status">
        {online ? 'On' : 'No network: is the number possible?'}
      </p>
    </form>
  )
}

function kept(name: string, otherwise: string): string {
  return sessionStorage.getItem(name) ?? otherwise
}
