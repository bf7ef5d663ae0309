import { buildCentre } from './centre/build.ts'
import { type CommandTimes, timeCommands, timeNothing } from './centre/commands.ts'
import { timeQuestions } from './centre/questions.ts'
import { type RoutingTimes, timeRouting } from './centre/routing.ts'

type Row = readonly [figure: string, measured: string, bar: string]

const size = { agents: 1_000, queues: 50, waiting: 10_000, capacity: 10 }
const smallSize = { agents: 100, queues: 50, waiting: 500, capacity: 10 }

/** The whole desk in memory, full: every command alone, routing in lines of any length, and the widest questions. `details` are tables. */
export function benchCentre(short: boolean): { readonly rows: readonly Row[]; readonly details: string } {
  const whole = buildCentre(7, short ? smallSize : size)
  const commands = timeCommands(whole, short ? 0.02 : 1)
  const questions = timeQuestions(whole)
  const routing = timeRouting(short ? [1_000, 10_000] : [1_000, 10_000, 100_000])
  const slow = commands.filter(({ p99 }) => p99 > 2_000)
  const [slowest] = [...commands].sort((a, b) => b.p99 - a.p99) as [CommandTimes]
  const worst = Math.max(...routing.map(({ us }) => (us.at(-1) ?? 0) / (us[0] ?? 1)))
  return {
    rows: [
      [
        `decide + apply + route + fold of ${commands.length} commands, ${whole.agents.length} agents, each alone`,
        `slowest p99 ${inMs(slowest.p99)} (${slowest.name}); ${slow.length} above the bar`,
        'p99 ≤ 2 ms of every command',
      ],
      [
        'routing one chat, the longest line against the shortest',
        `${times(worst)} in the worst of ${routing.length} cases`,
        `≤ ${times(logOf(routing[0]))} (the logarithm); up to × 2 may be noise`,
      ],
      ...questions.map(
        ({ what, p50, p99, bar }): Row => [what, `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`, bar],
      ),
    ],
    details: `${commandTable([...commands, timeNothing()])}\n${routingTable(routing)}`,
  }
}

function commandTable(commands: readonly CommandTimes[]): string {
  const lines = [...commands]
    .sort((a, b) => b.p99 - a.p99)
    .map(({ name, count, p50, p90, p99 }) =>
      row([name, String(count), p50.toFixed(0), p90.toFixed(0), p99.toFixed(0), p99 > 2_000 ? 'above' : '']),
    )
  const head = ['command', 'calls', 'p50 µs', 'p90 µs', 'p99 µs', 'bar: p99 ≤ 2000']
  return `${table(head)}${lines.join('')}`
}

function routingTable(routing: readonly RoutingTimes[]): string {
  const lengths = routing[0]?.lengths ?? []
  const head = ['routing one chat, median µs', ...lengths.map((length) => `${length.toLocaleString('en')} waiting`)]
  const bar = row([
    'bar: as the logarithm',
    ...lengths.map((length) => times(Math.log(length) / Math.log(lengths[0] ?? 1))),
  ])
  const lines = routing.map(({ what, us, baselineUs }) =>
    row([
      what,
      ...us.map((one, at) => {
        const baseline = baselineUs[at] ?? 0
        return `${one.toFixed(1)} (${times(one / (us[0] ?? 1))}); scanned array ${baseline.toFixed(1)}, ours ${times(one / baseline)}`
      }),
    ]),
  )
  return `${table(head)}${bar}${lines.join('')}`
}

function logOf(routing: RoutingTimes | undefined): number {
  const lengths = routing?.lengths ?? [1]
  return Math.log(lengths.at(-1) ?? 1) / Math.log(lengths[0] ?? 1)
}

function table(head: readonly string[]): string {
  return `\n${row(head)}${row(head.map(() => '---'))}`
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function inMs(us: number): string {
  return `${(us / 1_000).toFixed(2)} ms`
}

function times(ratio: number): string {
  return `× ${ratio.toFixed(2)}`
}
