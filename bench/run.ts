import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPolydesk, startProgram } from '../tests/support/process.ts'
import { benchAgentChat } from './agentchat.ts'
import { benchCentre } from './centre.ts'
import { benchDecide } from './decide.ts'
import { writeHistory } from './history.ts'
import { idleMemory } from './idle.ts'
import { benchReports } from './reports.ts'
import { benchSearch } from './search.ts'
import { searchRows } from './search-rows.ts'
import { latency, polydeskTalk, relayTalk, type Talk, throughput } from './talk.ts'

/**
 * `npm run bench` measures everything; `npm run bench -- short` with smaller numbers, to see that it still runs;
 * `npm run bench -- search` that part only, and so with the other parts; `npm run bench -- reports year` over a whole year of a
 * million chats, which takes minutes to make and some 5 GB, and is kept in the system's temporary folder.
 */
const parts = ['decide', 'centre', 'talk', 'idle', 'start', 'search', 'agentchat', 'reports'] as const
const asked = parts.filter((part) => process.argv.includes(part))
const wanted = (part: (typeof parts)[number]) => asked.length === 0 || asked.includes(part)
const short = process.argv.includes('short')
const conversations = short ? 20 : 200
const seconds = short ? 2 : 10
const widgets = short ? 200 : 5_000
const searchedLines = short ? 20_000 : 1_000_000
const reportedChats = process.argv.includes('year') ? 1_000_000 : 20_000
const closedChats = short ? 2_000 : 100_000

/** One in flight measures the round trip, four the pace that is kept up. */
const windows = [1, 4]

async function inSteps(talk: Talk): Promise<Map<number, number>> {
  const rates = new Map<number, number>()
  for (const inFlight of windows) rates.set(inFlight, await throughput(talk, seconds, inFlight))
  return rates
}

const folder = await mkdtemp(join(tmpdir(), 'polydesk-bench-'))
const rows: (readonly [figure: string, measured: string, bar: string])[] = []
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)

try {
  if (wanted('decide')) {
    const decided = benchDecide()
    rows.push([
      'decide + apply + route, 300 agents, 5,000 open chats',
      `${decided.median.toFixed(1)} µs median, ${decided.p99.toFixed(0)} µs p99`,
      '≤ 50 µs median',
    ])
  }

  if (wanted('centre')) {
    const { rows: figures, details } = benchCentre(short)
    rows.push(...figures)
    process.stdout.write(details)
  }

  if (wanted('talk')) {
    const relay = await startProgram('bench/baseline/relay.ts', [join(folder, 'relay.db')], {}, /"port":(\d+)/)
    const relayed = await relayTalk(relay.port, conversations)
    const baseline = await inSteps(relayed)
    relayed.close()
    await relay.stop()

    const server = await startPolydesk(join(folder, 'talk'))
    const talk = await polydeskTalk(server.port, conversations)
    const rate = await inSteps(talk)
    const times = await latency(talk, 200, seconds)
    talk.close()
    await server.stop()
    for (const inFlight of windows) {
      const [ours, bare] = [rate.get(inFlight) ?? 0, baseline.get(inFlight) ?? 1]
      rows.push([
        `messages stored and delivered per second, ${conversations} conversations, ${inFlight} in flight in each`,
        `${ours.toFixed(0)} against ${bare.toFixed(0)} of the bare relay: ${(ours / bare).toFixed(2)} ×`,
        '≥ 0.5 ×',
      ])
    }
    rows.push([
      'send to receipt at 200 messages/s',
      `p50 ${times.p50.toFixed(1)} ms, p99 ${times.p99.toFixed(1)} ms (${times.heard} of ${times.said} heard)`,
      'p50 ≤ 5 ms, p99 ≤ 25 ms',
    ])
  }

  if (wanted('idle')) {
    const quiet = await startPolydesk(join(folder, 'idle'))
    const memory = await idleMemory(quiet, widgets)
    await quiet.stop()
    rows.push([
      `memory idle / per idle widget connection at ${widgets.toLocaleString('en')}`,
      `${megabytes(memory.idle)} MB / ${(memory.perWidget / 1_024).toFixed(1)} KB`,
      '≤ 150 MB / ≤ 25 KB',
    ])
  }

  if (wanted('start')) {
    await writeHistory(join(folder, 'history'), closedChats)
    const old = await startPolydesk(join(folder, 'history'))
    await old.stop()
    rows.push([
      `start with ${closedChats.toLocaleString('en')} closed chats`,
      `${(old.startMs / 1_000).toFixed(2)} s`,
      '≤ 2 s',
    ])
  }

  if (wanted('search')) {
    rows.push(...searchRows(searchedLines, await benchSearch(join(folder, 'search'), searchedLines, seconds * 3)))
  }

  if (wanted('agentchat')) {
    const size = short ? { chats: 500, messages: 400 } : { chats: 10_000, messages: 20_000 }
    rows.push(...(await benchAgentChat(join(folder, 'agentchat'), size, startPolydesk)))
  }

  if (wanted('reports')) {
    const { rows: figures, details } = await benchReports(reportedChats, folder)
    rows.push(...figures)
    process.stdout.write(details)
  }
} finally {
  await rm(folder, { recursive: true })
}

process.stdout.write(
  `\n${cpus().length} cores, Node ${process.version}\n\n| figure | measured | bar |\n| --- | --- | --- |\n`,
)
for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`)
