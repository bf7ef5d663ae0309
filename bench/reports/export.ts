import { constants } from 'node:fs'
import { cp, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '#domain/ids.ts'
import { reportNamed } from '#reports/index.ts'
import { memoryOf, type Started, startPolydesk } from '../../tests/support/process.ts'
import { quantile } from '../quantile.ts'
import { latency, polydeskTalk } from '../talk.ts'

type Row = readonly [figure: string, measured: string, bar: string]

/** What is exported: one line for each chat, or, where there is no such report, one for each quarter of an hour. */
const id = reportNamed('ChatDetails') ? 'ChatDetails' : 'ChatVolume'

interface Size {
  readonly from: Instant
  readonly to: Instant
  /** Of each piece of talk, with the export beside it and without. */
  readonly seconds: number
  readonly conversations: number
}

/** Exports as CSV from a running server on a copy of the year: how soon it begins, how long it takes, and what it costs the others. */
export async function benchExport(year: string, folder: string, size: Size): Promise<readonly Row[]> {
  await cp(year, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
  // Otherwise the commits of the talk wait for gigabytes of the copy.
  const copied = await open(join(folder, 'polydesk.db'), 'r+')
  await copied.sync()
  await copied.close()
  const server = await startPolydesk(folder)
  try {
    const file = new Export(server, await tokenOf(server), size)
    await file.read()
    const before = await memoryOf(server.pid)
    const stop = new AbortController()
    const watching = watch(server, stop.signal)
    const { firstByteMs, lines, ms } = await file.read()
    stop.abort()
    const more = (await watching) - before
    const name = `${id} as CSV over HTTP, ${lines.toLocaleString('en')} rows`
    return [
      [`${name}: first byte`, `${firstByteMs.toFixed(0)} ms, then ${rate(lines, ms)} rows/s`, '≤ 200 ms'],
      [`${name}: more memory`, `${(more / 2 ** 20).toFixed(0)} MB`, '≤ 50 MB'],
      await besideTalk(server, file, size),
    ]
  } finally {
    await server.stop()
  }
}

class Export {
  readonly #url: string
  readonly #token: string

  constructor({ port }: Started, token: string, { from, to }: Size) {
    const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&zone=UTC`
    const grouping = id === 'ChatVolume' ? '&grouping=quarter' : ''
    this.#url = `http://127.0.0.1:${port}/house/v1/reports/${id}.csv?${range}${grouping}`
    this.#token = token
  }

  async read(): Promise<{ readonly firstByteMs: number; readonly lines: number; readonly ms: number }> {
    const from = performance.now()
    const response = await fetch(this.#url, { headers: { authorization: `Bearer ${this.#token}` } })
    if (!response.ok || !response.body) throw new Error(`${this.#url}: ${response.status} ${await response.text()}`)
    let firstByteMs = 0
    let lines = 0
    for await (const chunk of response.body) {
      firstByteMs ||= performance.now() - from
      for (const byte of chunk) if (byte === 10) lines++
    }
    return { firstByteMs, lines, ms: performance.now() - from }
  }
}

/** The highest memory of the server until then. */
async function watch({ pid }: Started, stop: AbortSignal): Promise<number> {
  let highest = 0
  while (!stop.aborted) {
    highest = Math.max(highest, await memoryOf(pid))
    await pause(20)
  }
  return highest
}

/** In turns, so that whatever the machine does meanwhile happens to both. */
async function besideTalk(server: Started, file: Export, { seconds, conversations }: Size): Promise<Row> {
  const talk = await polydeskTalk(server.port, conversations)
  const perSecond = 100
  await latency(talk, perSecond, 2)
  const alone: number[] = []
  const beside: number[] = []
  for (let round = 0; round < 3; round++) {
    alone.push((await latency(talk, perSecond, seconds)).p99)
    const stop = new AbortController()
    const exporting = again(file, stop.signal)
    beside.push((await latency(talk, perSecond, seconds)).p99)
    stop.abort()
    await exporting
  }
  talk.close()
  const [without, with_] = [quantile(alone, 0.5), quantile(beside, 0.5)]
  const change = (100 * (with_ - without)) / without
  return [
    `p99 of ${perSecond} messages/s, alone and beside that export again and again`,
    `${without.toFixed(1)} ms and ${with_.toFixed(1)} ms: ${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(0)} %`,
    '< +20 %',
  ]
}

async function again(file: Export, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) await file.read()
}

async function tokenOf({ port }: Started): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/house/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@localhost', password: 'owner-password' }),
  })
  if (!response.ok) throw new Error(await response.text())
  return ((await response.json()) as { readonly token: string }).token
}

function rate(lines: number, ms: number): string {
  return Math.round((1_000 * lines) / ms).toLocaleString('en')
}
