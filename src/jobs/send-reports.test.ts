import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { smtpMail } from '#adapters/mail-smtp/smtp-mail.ts'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, RecipientId, ReportScheduleId } from '#domain/ids.ts'
import type { Batch, Store } from '#ports/store.ts'
import { MailServer } from '../../tests/support/mail-server.ts'
import { ManualClock } from '../../tests/support/manual-clock.ts'
import { type MakeReport, sendReports } from './send-reports.ts'

const ann = 'ann' as AgentId
const zakes = 'zakes' as RecipientId
const weekly = 'weekly' as ReportScheduleId
const minuteMs = 60_000
const hourMs = 60 * minuteMs

const twoReports: MakeReport = async (reportNo, grouping, dueAt, ownerId) => ({
  enclosure: { name: `${grouping}.csv`, mediaType: 'text/csv', bytes: Buffer.from(`${reportNo};${ownerId}\r\n`) },
  title: 'Chats by queue',
  period: `${grouping} before ${new Date(dueAt).toISOString().slice(0, 10)}`,
})

/** A desk in a folder, a mail server, and the job between them; a Monday at six, a report due at eight. */
class Post {
  readonly clock = new ManualClock(Date.parse('2026-01-05T06:00Z'))
  readonly warned: unknown[] = []
  readonly events: DeskEvent[] = []
  makeReport = twoReports
  /** A fact that the disk cannot take, once. */
  unwritable: DeskEvent['type'] | null = null
  /** Whom the mail server refuses, now. */
  readonly refused = new Set<string>()
  desk!: Desk
  server!: MailServer
  readonly #folder: string
  readonly #waiting = new Set<() => void>()
  #stop = async () => {}

  static async open(t: TestContext): Promise<Post> {
    const post = new Post(await mkdtemp(join(tmpdir(), 'polydesk-reports-')))
    post.server = await MailServer.open(t, {
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(post.refused.has(address) || post.refused.has('*') ? new Error('not now') : null),
    })
    t.after(async () => {
      await post.stop()
      await rm(post.#folder, { recursive: true })
    })
    await post.start()
    const words = { name: 'Ann', email: 'ann@example.org', passwordHash: '' }
    await post.do({ do: 'addAgent', agentId: ann, role: 'agent', capacity: 2, ...words })
    const reader = { name: 'Zakes', email: 'zakes@example.org' }
    await post.do({ do: 'addEntry', table: 'recipients', id: zakes, settings: reader })
    const times = { days: [1, 2, 3, 4, 5, 6, 7], time: '08:00', groupings: ['week', 'month'] } as const
    const settings = { recipientId: zakes, reportNo: 7, ownerId: ann, ...times }
    await post.do({ do: 'addEntry', table: 'reportSchedules', id: weekly, settings })
    return post
  }

  private constructor(folder: string) {
    this.#folder = folder
  }

  async start(): Promise<void> {
    const { clock } = this
    const store = this.#withFaults(await openSqliteStore({ folder: this.#folder, readers: 1 }))
    const mail = smtpMail({ url: `smtp://127.0.0.1:${this.server.port}`, from: 'Polydesk <desk@example.org>' })
    const warn = (_problem: string, error: unknown) => {
      this.warned.push(error)
      this.#tell()
    }
    this.desk = await Desk.open({ store, clock, warn, fatal: (error) => assert.fail(String(error)) })
    const unwatch = this.desk.watch({
      committed: ({ events }) => {
        this.events.push(...events)
        this.#tell()
      },
      reset: () => {},
    })
    const makeReport: MakeReport = (...asked) => this.makeReport(...asked)
    const stopSending = sendReports({ desk: this.desk, mail, clock, makeReport, warn })
    this.#stop = async () => {
      stopSending()
      unwatch()
      await this.desk.stop()
      mail.close()
      await store.close()
    }
  }

  #withFaults(store: Store): Store {
    const commit = async (batch: Batch) => {
      if (batch.events.some(({ type }) => type === this.unwritable)) {
        this.unwritable = null
        throw new Error('the disk is full')
      }
      await store.commit(batch)
    }
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'commit') return commit
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

  stop(): Promise<void> {
    const stop = this.#stop
    this.#stop = async () => {}
    return stop()
  }

  do(command: Command): Promise<null> {
    return this.desk.execute(system, command, { answer: () => null })
  }

  /** So many facts of a kind are on disk. */
  async until(type: DeskEvent['type'], count = 1): Promise<void> {
    while (this.events.filter((event) => event.type === type).length < count) await this.#next()
  }

  async untilWarned(count: number): Promise<void> {
    while (this.warned.length < count) await this.#next()
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve))
  }

  #tell(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }

  run() {
    return [...this.desk.state.reportRuns.values()].at(-1) ?? assert.fail('there is no run')
  }

  /** Fails all attempts, each at its time. */
  async failAll(): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt++) {
      await this.until('report.failed', attempt)
      const { nextAt } = this.run()
      if (nextAt !== null) this.clock.pass(nextAt - this.clock.now())
    }
  }
}

test('H-152: when time comes one letter brings a table for each grouping', async (t) => {
  const post = await Post.open(t)
  post.clock.pass(2 * hourMs)
  await post.until('report.sent')
  assert.equal(post.server.arrived.length, 1)
  const { letter } = post.server.arrived[0] ?? assert.fail()
  assert.deepEqual(letter.to, [{ name: 'Zakes', address: 'zakes@example.org' }])
  assert.equal(letter.subject, 'Chats by queue: week before 2026-01-05, month before 2026-01-05')
  assert.deepEqual(
    letter.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).toString()]),
    [
      ['week.csv', '7;ann\r\n'],
      ['month.csv', '7;ann\r\n'],
    ],
  )
  assert.ok(!/late/.test(letter.text ?? ''))
  post.clock.pass(24 * hourMs)
  await post.until('report.sent', 2)
  assert.equal(post.server.arrived.length, 2)
})

test('H-153: what was due while the machine was off is sent once at start, the latest only, and says that it is late', async (t) => {
  const post = await Post.open(t)
  await post.stop()
  post.clock.pass(3 * 24 * hourMs)
  await post.start()
  await post.until('report.sent')
  await post.stop()
  await post.start()
  assert.equal(post.server.arrived.length, 1)
  const { letter } = post.server.arrived[0] ?? assert.fail()
  assert.match(letter.subject ?? '', /week before 2026-01-07.*\(late\)$/)
  assert.match(letter.text ?? '', /late: it was due on 2026-01-07 08:00 \(UTC\)/)
})

test('H-154: a failed attempt is repeated after 1, 5, 15 and 60 minutes, also over a restart', async (t) => {
  const post = await Post.open(t)
  post.refused.add('*')
  post.clock.pass(2 * hourMs)
  const pauses: number[] = []
  for (let attempt = 1; attempt <= 4; attempt++) {
    await post.until('report.failed', attempt)
    const { nextAt, error } = post.run()
    assert.match(error ?? '', /not now/)
    pauses.push(((nextAt ?? 0) - post.clock.now()) / minuteMs)
    if (attempt === 2) {
      await post.stop()
      await post.start()
    }
    if (attempt === 4) post.refused.clear()
    post.clock.pass((nextAt ?? 0) - post.clock.now())
  }
  await post.until('report.sent')
  assert.deepEqual(pauses, [1, 5, 15, 60])
  assert.equal(post.server.arrived.length, 1)
  assert.ok(!/late/.test(post.server.arrived[0]?.letter.subject ?? ''))
})

test('H-154: after the last attempt the owner is told what failed and why', async (t) => {
  const post = await Post.open(t)
  post.refused.add('zakes@example.org')
  post.clock.pass(2 * hourMs)
  await post.failAll()
  assert.equal(post.run().state, 'failed')
  assert.equal(post.server.arrived.length, 1)
  const { letter } = post.server.arrived[0] ?? assert.fail()
  assert.deepEqual(letter.to, [{ name: 'Ann', address: 'ann@example.org' }])
  assert.match(letter.text ?? '', /report 7, due on 2026-01-05 08:00 \(UTC\), could not be sent to Zakes/)
  assert.match(letter.text ?? '', /tried 5 times[\s\S]*not now/)
  assert.deepEqual(post.warned, [])
})

test('H-154: when the owner cannot be told either, it is in the log', async (t) => {
  const post = await Post.open(t)
  post.refused.add('*')
  post.clock.pass(2 * hourMs)
  await post.failAll()
  assert.equal(post.warned.length, 1)
})

test('H-154: a report that cannot be made is an attempt that failed', async (t) => {
  const post = await Post.open(t)
  post.makeReport = async () => {
    throw new Error('no such report')
  }
  post.clock.pass(2 * hourMs)
  await post.until('report.failed')
  post.makeReport = twoReports
  post.clock.pass(minuteMs)
  await post.until('report.sent')
  assert.equal(post.server.arrived.length, 1)
})

test('H-154: nothing is mailed for an owner who is disabled', async (t) => {
  const post = await Post.open(t)
  await post.do({ do: 'changeAgent', agentId: ann, enabled: false })
  post.clock.pass(2 * hourMs)
  await post.until('report.failed')
  const { state, error } = post.run()
  assert.deepEqual([state, error], ['failed', 'the owner of the schedule is disabled'])
  assert.equal(post.warned.length, 1)
  assert.equal(post.server.arrived.length, 0)
})

test('H-155: what waits for its next attempt goes with its schedule', async (t) => {
  const post = await Post.open(t)
  post.refused.add('*')
  post.clock.pass(2 * hourMs)
  await post.until('report.failed')
  post.refused.clear()
  await post.do({ do: 'removeEntry', table: 'reportSchedules', id: weekly })
  await post.do({ do: 'removeEntry', table: 'recipients', id: zakes })
  post.clock.pass(3 * 24 * hourMs)
  await post.stop()
  await post.start()
  assert.deepEqual([...post.desk.state.reportRuns.values()], [])
  assert.equal(post.server.arrived.length, 0)
})

test('H-155: a schedule that is removed while its letter is on its way leaves nothing behind', async (t) => {
  const post = await Post.open(t)
  const made = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  post.makeReport = async (...about) => {
    asked.resolve()
    await made.promise
    return twoReports(...about)
  }
  post.clock.pass(2 * hourMs)
  await asked.promise
  await post.do({ do: 'removeEntry', table: 'reportSchedules', id: weekly })
  made.resolve()
  await post.server.until(1)
  await post.do({ do: 'removeEntry', table: 'recipients', id: zakes })
  assert.deepEqual([post.warned, [...post.desk.state.reportRuns.values()]], [[], []])
})

test('H-156: a letter is sent again after a crash before it was noted, under the same id', async (t) => {
  const post = await Post.open(t)
  post.clock.pass(2 * hourMs)
  await post.server.until(1)
  // The server took it, and its answer is still on the way.
  await post.desk.stop()
  await post.stop()
  assert.deepEqual(
    post.events.filter(({ type }) => type === 'report.sent'),
    [],
  )
  await post.start()
  await post.until('report.sent')
  const id = `<report-weekly.${Date.parse('2026-01-05T08:00Z')}@example.org>`
  assert.deepEqual(
    post.server.arrived.map(({ letter }) => letter.messageId),
    [id, id],
  )
})

test('H-156: while the machine runs, a letter whose outcome could not be written is not sent again for that', async (t) => {
  const post = await Post.open(t)
  post.unwritable = 'report.sent'
  post.clock.pass(2 * hourMs)
  // Of the commit, and of the run.
  await post.untilWarned(2)
  post.clock.pass(minuteMs)
  await post.until('report.sent')
  assert.equal(post.server.arrived.length, 1)
})

test('over a clock change a report comes once a week', async (t) => {
  const post = await Post.open(t)
  await post.do({ do: 'changeCentre', settings: { zone: 'Europe/Berlin' } })
  await post.do({ do: 'changeEntry', table: 'reportSchedules', id: weekly, settings: { time: '02:30', days: [7] } })
  post.clock.pass(Date.parse('2026-03-16T12:00Z') - post.clock.now())
  const before = 10
  await post.until('report.sent', before)
  post.clock.pass(Date.parse('2026-04-06T12:00Z') - post.clock.now())
  await post.until('report.sent', before + 3)
  const due = post.events.flatMap((event) => (event.type === 'report.due' ? [event.dueAt] : []))
  assert.deepEqual(
    due.slice(before).map((at) => new Date(at).toISOString().slice(0, 16)),
    ['2026-03-22T01:30', '2026-03-29T01:00', '2026-04-05T00:30'],
  )
  assert.equal(post.server.arrived.length, due.length)
})
