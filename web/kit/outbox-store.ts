/** A message on its way: kept until the desk has it. */
export interface Kept {
  readonly id: string
  /** Whose outbox: one chat of a customer, or one agent. */
  readonly scope: string
  readonly chatId: string
  readonly text: string | null
  /** From what an agent made the text. */
  readonly source?: { readonly cannedResponseId: string }
  readonly file: Blob | null
  readonly fileName: string | null
  readonly writtenAt: number
}

/** Where the outbox lies over a reload. */
export interface OutboxStore {
  all(scope: string): Promise<Kept[]>
  put(message: Kept): Promise<void>
  remove(id: string): Promise<void>
}

/** For where nothing may be stored: lasts as long as the page. */
export function memoryOutbox(): OutboxStore {
  const kept = new Map<string, Kept>()
  return {
    all: async (scope) => [...kept.values()].filter((message) => message.scope === scope),
    put: async (message) => void kept.set(message.id, message),
    remove: async (id) => void kept.delete(id),
  }
}

const storeName = 'messages'

/** In IndexedDB; where that is forbidden or broken, in memory. */
export function browserOutbox(): OutboxStore {
  const fallback = memoryOutbox()
  const opened = open().catch(() => null)
  const run = async <Value>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> => {
    const database = await opened
    if (!database) throw new Error('no IndexedDB')
    const transaction = database.transaction(storeName, mode)
    const request = ask(transaction.objectStore(storeName))
    return new Promise((resolve, reject) => {
      // Only a finished transaction is kept; a request that succeeded may still be rolled back.
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }
  return {
    all: (scope) =>
      run('readonly', (store) => store.getAll() as IDBRequest<Kept[]>).then(
        (kept) => kept.filter((message) => message.scope === scope).sort((a, b) => a.writtenAt - b.writtenAt),
        () => fallback.all(scope),
      ),
    put: (message) => run('readwrite', (store) => store.put(message)).then(nothing, () => fallback.put(message)),
    remove: (id) => run('readwrite', (store) => store.delete(id)).then(nothing, () => fallback.remove(id)),
  }
}

/** Some browsers never answer: then writing must go on without. */
const openWithinMs = 2_000

function open(): Promise<IDBDatabase> {
  return new Promise<IDBDatabase>((resolve, reject) => {
    const late = setTimeout(reject, openWithinMs)
    const request = indexedDB.open('polydesk-outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' })
    request.onsuccess = () => {
      clearTimeout(late)
      resolve(request.result)
    }
    request.onerror = () => {
      clearTimeout(late)
      reject(request.error)
    }
  })
}

function nothing(): void {}
