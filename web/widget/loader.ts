import type { Controls } from './app.tsx'
import { readSession } from './session.ts'
import type { WidgetSettings } from './settings.ts'

/** Where the build left the app; put in by the build. */
declare const POLYDESK_APP: string

type Event = 'open' | 'close' | 'message' | 'unread' | 'chatStarted' | 'chatEnded'
type Listener = (detail?: unknown) => void

/** The one name we put on `window`. */
export interface PolydeskApi {
  open(): void
  close(): void
  /** Fills the form before the chat: name and e-mail. */
  identify(person: { readonly name?: string; readonly email?: string }): void
  /** Sets `queue` (an id) or `locale` before the chat is opened. */
  set(name: 'queue' | 'locale', value: string): void
  /** Calls back on an event; returns how to stop. */
  on(event: Event, listener: Listener): () => void
}

const tag = document.currentScript as HTMLScriptElement | null
const base = new URL('.', tag?.src ?? location.href).href.replace(/\/$/, '')
const listeners = new Map<Event, Set<Listener>>()
const settings: WidgetSettings = {
  base,
  queueId: tag?.dataset['queue'] ?? null,
  locale: tag?.dataset['locale'] ?? (document.documentElement.lang || navigator.language),
  full: tag?.dataset['full'] !== undefined,
  person: {},
  tell: (event, detail) => {
    for (const listener of listeners.get(event as Event) ?? []) listener(detail)
  },
}
const host = document.createElement('polydesk-widget')
const root = host.attachShadow({ mode: 'open' })
let loading: Promise<Controls> | null = null

function load(): Promise<Controls> {
  loading ??= import(/* @vite-ignore */ `${base}/widget/${POLYDESK_APP}`).then(
    (app: { mount: (root: ShadowRoot, settings: WidgetSettings) => Promise<Controls> }) => app.mount(root, settings),
  )
  return loading
}

const api: PolydeskApi = {
  open: () => void load().then((controls) => controls.open()),
  close: () => void loading?.then((controls) => controls.close()),
  identify: (person) => void Object.assign(settings.person, person),
  set(name, value) {
    if (name === 'queue') settings.queueId = value
    else settings.locale = value
  },
  on(event, listener) {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listener))
    return () => set.delete(listener)
  },
}
;(window as unknown as { Polydesk: PolydeskApi }).Polydesk = api

/** Until somebody wants to chat there is a button, and nothing else is loaded. */
function placeholder(): void {
  const style = new CSSStyleSheet()
  style.replaceSync(
    'button{position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;inline-size:56px;block-size:56px;border:0;border-radius:28px;background:#0b5cad;color:#fff;cursor:pointer;box-shadow:0 4px 16px #0004;display:grid;place-items:center}button:focus-visible{outline:3px solid #fff;outline-offset:-6px}svg{inline-size:24px}',
  )
  root.adoptedStyleSheets = [style]
  const button = document.createElement('button')
  button.setAttribute('aria-label', /^de/i.test(settings.locale) ? 'Mit uns chatten' : 'Chat with us')
  button.setAttribute('aria-expanded', 'false')
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('fill', 'currentColor')
  path.setAttribute('d', 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z')
  icon.append(path)
  button.append(icon)
  button.onclick = () => api.open()
  button.onpointerenter = button.onfocus = () => void load()
  root.append(button)
}

document.body.append(host)
if (settings.full) api.open()
else if (readSession()) void load()
else placeholder()
