import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import { isRefusal } from '#domain/decision.ts'
import { BareCentre } from '../support/bare-centre.ts'
import { type Hidden, hiddenFrom, withOther } from '../support/hidden.ts'
import { Random } from '../support/random.ts'
import { RightsOracle } from '../support/rights-oracle.ts'

const seeds = (process.env['POLYDESK_TEST_SEEDS'] ?? '1 2 3 4').split(' ').map(Number)
const lives = 60
const probes = 60

for (const seed of seeds) {
  test(`what one may not see is to every verb as if it were not there (seed ${seed})`, () => {
    const random = new Random(seed)
    const bare = new BareCentre(random)
    const oracle = new RightsOracle(bare.state)
    let concealed = 0
    const wrong = new Map<string, string>()
    for (let life = 0; life < lives; life++) {
      for (let step = 0; step < 12; step++) bare.live()
      for (let probe = 0; probe < probes; probe++) {
        const [actor, command] = bare.anybody.anything()
        const hidden = hiddenFrom(bare.state, oracle, actor)
        const asked = askTwice(bare, random, actor, command, hidden)
        if (asked.concealed) concealed++
        for (const problem of asked.wrong) wrong.set(`${command.do} by ${actor.kind}`, problem)
      }
    }
    assert.deepEqual([...wrong], [])
    assert.ok(concealed > 200, `only ${concealed} commands named something hidden`)
  })
}

interface Asked {
  /** Whether the command named anything hidden. */
  readonly concealed: boolean
  readonly wrong: readonly string[]
}

/** Decides the command, and the same with ids that were never given in place of hidden ones: both answers must be one. */
function askTwice(
  bare: BareCentre,
  random: Random,
  actor: Actor,
  command: Command,
  hidden: ReadonlyMap<string, Hidden>,
): Asked {
  const absent = new Map<string, string>()
  const shown = shownBy(bare, command)
  const other = (id: string) => {
    if (!hidden.has(id) || shown.includes(`"${id}"`)) return id
    if (!absent.has(id)) absent.set(id, random.uuid())
    return absent.get(id) as string
  }
  const masked = withOther(command, other)
  const answer = bare.loaded(() => decide(bare.state, command, actor, bare.now))
  const wrong: string[] = []
  const note = (problem: string) =>
    wrong.push(`${JSON.stringify(actor)} ${JSON.stringify(command)} ${JSON.stringify(answer).slice(0, 600)} ${problem}`)
  if (isRefusal(answer)) {
    const told = JSON.stringify(withOther(answer, other))
    for (const { id, words } of hidden.values())
      for (const word of [id, ...words]) if (tells(told, word)) note(`tells of ${word}`)
    if (absent.size === 0 && answer.refused === 'not-found' && !namesNothing(bare, command)) note('exists for them')
  }
  if (absent.size === 0) return { concealed: false, wrong }
  const ofAbsent = bare.loaded(() => decide(bare.state, masked, actor, bare.now))
  const same = isDeepStrictEqual(withOther(answer, other), ofAbsent)
  if (!same) note(`differs from ${JSON.stringify(ofAbsent).slice(0, 600)}`)
  return { concealed: true, wrong }
}

/** What stands in the row that is changed: who may change a queue is shown who works in it, and may leave them there. */
function shownBy({ state }: BareCentre, command: Command): string {
  if (command.do === 'changeQueue') return JSON.stringify({ ...state.queues.get(command.queueId), id: null })
  // Who has a chat is shown who is in it.
  if (command.do === 'completeConsult' || command.do === 'leaveChat') {
    const chat = state.chats.get(command.chatId)
    return JSON.stringify(chat?.phase === 'active' ? chat.participants : [])
  }
  if (command.do === 'setDisposition') {
    // Who may see a chat may say what it was about, in the words of its queue's unit.
    const queue = state.queues.get(state.chats.get(command.chatId)?.queueId ?? '')
    return JSON.stringify([...state.dispositions.values()].filter(({ unitId }) => queue && unitId === queue.unitId))
  }
  if (command.do === 'changeEntry') return JSON.stringify({ ...state[command.table].get(command.id), id: null })
  return command.do === 'changeAgent' ? JSON.stringify({ ...state.agents.get(command.agentId), id: null }) : ''
}

/** Whether the word stands there as a whole: `queue 1` is not told by `queue 12`. */
function tells(told: string, word: string): boolean {
  const at = told.indexOf(word)
  return at >= 0 && !/[0-9]/.test(told[at + word.length] ?? '')
}

/** Whether an id in the command stands for nothing at all. */
function namesNothing({ state }: BareCentre, command: Command): boolean {
  const tables = [state.agents, state.queues, state.chats, state.customers, state.outages, state.logins] as const
  const entries = [
    state.teams,
    state.groups,
    state.businessUnits,
    state.authorizations,
    state.tags,
    state.hours,
    state.recipients,
    state.reportSchedules,
  ] as const
  const more = [state.skills, state.awayReasons, state.tagGroups, state.dispositions, state.attachments] as const
  const exists = (id: string) => [...tables, ...entries, ...more].some((table) => table.get(id) !== undefined)
  let nothing = command.do === 'endLogin' || command.do === 'extendLogin' || command.do === 'postMessage'
  withOther(command, (text) => {
    if (/^[0-9a-f]{8}-/.test(text) && !exists(text)) nothing = true
    return text
  })
  return nothing
}
