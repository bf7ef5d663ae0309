/** The chat this browser has, and the secret that opens it. */
export interface Session {
  readonly chatId: string
  readonly secret: string
}

const key = 'polydesk-chat'
let inMemory: string | null = null

/** The stored chat of this browser, if there is one. Where storage is blocked, it lasts as long as the page. */
export function readSession(): Session | null {
  let text = inMemory
  try {
    text = localStorage.getItem(key) ?? text
  } catch {}
  const [chatId, secret] = text?.split('.') ?? []
  return chatId && secret ? { chatId, secret } : null
}

export function keepSession(session: Session | null): void {
  inMemory = session && `${session.chatId}.${session.secret}`
  try {
    if (inMemory) localStorage.setItem(key, inMemory)
    else localStorage.removeItem(key)
  } catch {}
}

/** 32 random bytes in base64url. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}
