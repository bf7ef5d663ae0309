import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#ports/clock.ts'
import type { KeptLetter, Letter, Mail, Outbox } from '#ports/mail.ts'
import { messageOf, readSender } from '#wire/mail/message.ts'

export interface OutboxMailOptions {
  readonly folder: string
  /** An address, or `Name <address>`. */
  readonly from: string
  readonly clock: Clock
}

const idForm = /^\d{8}T\d{9}Z-[0-9a-f]{16}$/

/**
 * Puts letters down as files, for as long as there is no mail server: `<time>-<random>.eml`, which any mail program opens,
 * and beside it a `.json` with what lists show. Removes what was interrupted.
 */
export async function openOutbox({ folder, from, clock }: OutboxMailOptions): Promise<Mail & Outbox> {
  const sender = readSender(from)
  if (!sender) throw new Error('who letters are from is not an address')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true })
  const pathOf = (id: string, ending: 'eml' | 'json') => join(folder, `${id}.${ending}`)

  const find = async (id: string) => {
    const text = idForm.test(id) ? await readIfThere(pathOf(id, 'json')) : null
    return text && (JSON.parse(text.toString('utf8')) as KeptLetter)
  }

  return {
    async send(letter) {
      const at = clock.now()
      const id = `${new Date(at).toISOString().replace(/[-:.]/g, '')}-${randomBytes(8).toString('hex')}`
      const message = { ...messageOf(sender, letter), date: new Date(at) }
      // Loaded with the first letter: an idle server need not hold it in memory.
      const { createTransport } = await import('nodemailer')
      const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
      const bytes = (await composer.sendMail(message)).message as Buffer
      await put(pathOf(id, 'eml'), bytes)
      // Last: a letter that is listed can be read.
      await put(pathOf(id, 'json'), JSON.stringify({ id, at, ...shown(letter), byteCount: bytes.length }))
      await syncFolder(folder)
    },
    async check() {
      // So named it is removed at start, should it be interrupted.
      const path = join(folder, `check-${randomBytes(8).toString('hex')}.part`)
      await put(path, 'check')
      await rm(path, { force: true })
    },
    async list({ before, limit }) {
      const names = await readdir(folder)
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
      const page = ids
        .filter((id) => idForm.test(id) && (before === null || id < before))
        .sort()
        .reverse()
        .slice(0, limit)
      return (await Promise.all(page.map(find))).filter((letter) => letter !== null)
    },
    find,
    read: async (id) => (idForm.test(id) ? readIfThere(pathOf(id, 'eml')) : null),
    close: () => {},
  }
}

function shown({ to, subject, text, enclosures }: Letter): Omit<KeptLetter, 'id' | 'at' | 'byteCount'> {
  const files = enclosures.map(({ name, mediaType, bytes }) => ({ name, mediaType, byteCount: bytes.length }))
  return { to: { name: to.name, address: to.address }, subject, text, enclosures: files }
}

/** Whole and synced under its name, or not there. */
async function put(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.part`
  const file = await open(unfinished, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The names must be on disk too, not only the bytes. */
async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}
