import { useEffect, useRef, useState } from 'preact/hooks'
import type { WidgetView } from '#dialects/house/views.ts'
import { ApiProblem, houseApi } from '../kit/api.ts'
import { uuid } from '../kit/live-core.ts'
import { here } from '../kit/surroundings.ts'
import { askWidget } from './ask.ts'
import { Header } from './header.tsx'
import { newSecret, type Session } from './session.ts'
import type { WidgetSettings } from './settings.ts'
import type { Say } from './strings.ts'

interface Properties {
  readonly settings: WidgetSettings
  readonly say: Say
  readonly onStarted: (session: Session) => void
  readonly onHide: (() => void) | null
}

/** What is asked before the chat: who, what about, and the question, which becomes the first message. */
export function StartForm({ settings, say, onStarted, onHide }: Properties) {
  const [about, setAbout] = useState<WidgetView | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Made once for this form: sending it twice opens one chat.
  const [ids] = useState(() => ({ chatId: uuid(), secret: newSecret(), messageId: uuid() }))
  useEffect(() => {
    askWidget(settings.base).then(setAbout, () => setAbout(null))
  }, [])
  const queues = about?.queues ?? []
  const chosen = queues.some(({ id }) => id === settings.queueId) ? settings.queueId : null
  const concerned = queues.filter(({ id }) => !chosen || id === chosen)
  const outages = concerned.flatMap((queue) => queue.outages.filter(({ isActive }) => isActive))
  const staffed = queues.length === 0 || concerned.some((queue) => queue.staffed)

  async function submit(event: Event) {
    event.preventDefault()
    const fields = new FormData(form.current as HTMLFormElement)
    const read = (name: string) => String(fields.get(name) ?? '').trim()
    const text = read('question')
    setMissing(text === '')
    if (text === '') return form.current?.querySelector('textarea')?.focus()
    setBusy(true)
    setProblem('')
    const { chatId, secret, messageId } = ids
    const api = houseApi(`${settings.base}/house/v1`, () => ({ authorization: `Bearer ${chatId}.${secret}` }), here)
    const [name, email, queueId] = [read('name'), read('email'), chosen ?? read('queue')]
    try {
      await api.call('POST', '/chats', {
        chatId,
        ...(queueId && { queueId }),
        ...(name && { name }),
        ...(email && { email }),
        ...(/^https?:/.test(location.href) && { pageUrl: location.href.slice(0, 2_000) }),
        locale: settings.locale,
        message: { id: messageId, text },
      })
      onStarted({ chatId, secret })
    } catch (error) {
      const refused = error instanceof ApiProblem ? error.problem : null
      const wrong = refused?.errors?.map(({ field, accepted }) => `${field}: ${accepted}`).join('; ')
      setProblem(
        refused?.status === 429
          ? say('tooMany')
          : refused
            ? say('wrong', { code: wrong ?? refused.code })
            : say('stale'),
      )
      setBusy(false)
    }
  }

  return (
    <>
      <Header title={about?.name ?? say('title')} say={say} onHide={onHide} />
      <form ref={form} class="form" onSubmit={submit} noValidate>
        <p class="greeting">{say('greeting')}</p>
        {outages.map(({ title, text }) => (
          <p class="hint" role="status" key={title}>
            <b>{title}</b> {text}
          </p>
        ))}
        {about && !staffed && <p class="hint">{say('nobody')}</p>}
        <label>
          {say('name')}
          <input name="name" autocomplete="name" maxLength={100} defaultValue={settings.person.name ?? ''} />
        </label>
        <label>
          {say('email')}
          <input
            name="email"
            type="email"
            autocomplete="email"
            maxLength={200}
            defaultValue={settings.person.email ?? ''}
          />
        </label>
        {queues.length > 1 && !chosen && !about?.welcomes && (
          <label>
            {say('queue')}
            <select name="queue">
              {queues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {say('question')}
          <textarea
            name="question"
            rows={4}
            required
            maxLength={about?.messageLimit ?? 10_000}
            aria-invalid={missing}
            aria-describedby="missing"
          />
        </label>
        <p id="missing" class="error" role="alert">
          {missing ? say('required') : problem}
        </p>
        <button type="submit" class="primary" disabled={busy}>
          {busy ? say('starting') : say('start')}
        </button>
      </form>
    </>
  )
}
