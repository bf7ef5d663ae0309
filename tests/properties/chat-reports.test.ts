import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type ClosedChat, ownerOf } from '#domain/chat/chat.ts'
import type { Instant } from '#domain/ids.ts'
import type { Behind } from '#reports/behind.ts'
import { bucketsOf } from '#reports/grouping.ts'
import { reports } from '#reports/index.ts'
import { type ChatsPage, countBehind, isCursor, listBehind } from '#reports/list-behind.ts'
import { rangeBetween } from '#reports/range.ts'
import { type ReportTable, runReport, type Value } from '#reports/report.ts'
import { type ReportScope, wholeCentre } from '#reports/source.ts'
import { ann, billing, bob, eve, support } from '../cast.ts'
import { naiveDays } from '../support/naive-days.ts'
import { storyOnDisk } from '../support/story-on-disk.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const inBilling: ReportScope = { ...wholeCentre, queueIds: [billing] }
const ofBob: ReportScope = { ...wholeCentre, agentIds: [bob] }

for (const seed of [21, 22]) {
  const { story, store, source, closed, customers, texts, remove } = await storyOnDisk(seed)
  after(remove)
  const { desk } = story
  const all = rangeBetween(story.beganAt as Instant, desk.now as Instant, 'Asia/Kathmandu')
  const part = rangeBetween((story.beganAt + 3 * dayMs) as Instant, (desk.now - 5 * dayMs) as Instant, 'UTC')
  const within = ({ queueIds }: ReportScope, range = all) =>
    closed
      .filter(
        ({ endedAt, queueId }) =>
          endedAt >= range.from && endedAt < range.to && (queueIds ?? [queueId]).includes(queueId),
      )
      .sort((one, other) => one.endedAt - other.endedAt || one.no - other.no)
  const reportOf = (id: string) => {
    const found = reports.find((report) => report.id === id)
    assert.ok(found, id)
    return found
  }
  const made = (id: string, scope: ReportScope = wholeCentre, range = all) =>
    runReport(source, reportOf(id), { range, scope, grouping: 'day' })
  const told = `(seed ${seed})`

  /** The columns as they are in each row, by the first. */
  const shown = ({ report, rows }: ReportTable, ...names: string[]) => {
    const places = names.map((name) => report.columns.findIndex((column) => column.name === name))
    assert.ok(!places.includes(-1), names.join())
    return new Map(rows.map(({ values }) => [values[0] ?? null, places.map((place) => values[place] ?? null)]))
  }
  /** Chats by the keys that each has. */
  const countBy = (chats: readonly ClosedChat[], keysOf: (chat: ClosedChat) => Iterable<string | null>) => {
    const groups = new Map<string | null, ClosedChat[]>()
    for (const chat of chats)
      for (const key of new Set(keysOf(chat))) groups.set(key, [...(groups.get(key) ?? []), chat])
    return groups
  }
  const over = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const meanOf = (chats: readonly ClosedChat[]) => {
    const scores = chats.flatMap(({ rating }) => (rating ? [rating.score] : []))
    return over(
      scores.reduce((sum, score) => sum + score, 0),
      scores.length,
    )
  }
  const answeredOf = (chats: readonly ClosedChat[]) => chats.filter(({ answeredAt }) => answeredAt !== null).length

  test(`a list has each chat once, in the order of ends, with what is kept of it ${told}`, async () => {
    assert.ok(closed.length > 300)
    for (const scope of [wholeCentre, inBilling])
      for (const range of [all, part]) {
        const chats = within(scope, range)
        const names = [
          'Chat',
          'Customer',
          'Wait',
          'Talk',
          'Ending',
          'Rating',
          'Comment',
          'Transfers',
          'Question',
        ] as const
        const expected = chats.map((chat) => {
          const { no, numbers, ending, rating, customerId, id } = chat
          const name = customers.get(customerId)?.erasedAt ? 'Erased' : customers.get(customerId)?.name
          const own = [numbers?.waitMs ?? null, numbers?.talkMs, ending, rating?.score ?? null, rating?.comment || null]
          return [no, name, ...own, numbers?.transferCount, texts.get(id)?.[0] ?? null]
        })
        assert.deepEqual([...shown(await made('ChatDetails', scope, range), ...names).values()], expected)
        const nosOf = async (id: string) => [...shown(await made(id, scope, range), 'Chat').keys()]
        const nosWhere = (is: (chat: ClosedChat) => boolean) => chats.filter(is).map(({ no }) => no)
        assert.deepEqual(
          await nosOf('AbandonedChats'),
          nosWhere(({ ending }) => ending === 'abandoned'),
        )
        assert.deepEqual(
          await nosOf('BotChatDetails'),
          nosWhere(({ flowSteps }) => flowSteps !== null),
        )
        assert.deepEqual(
          await nosOf('RatingComments'),
          nosWhere(({ rating }) => rating?.comment === 'So, so'),
        )
      }
    const short = shown(await made('AbandonedChats'), 'Short', 'Wait')
    for (const [answer, waited] of short.values()) assert.equal(answer, (waited as number) < 5_000 ? 'yes' : 'no')
    assert.equal(new Set([...short.values()].map(([answer]) => answer)).size, 2)
  })

  test(`who may read only some agents' chats gets no other in a list or a text ${told}`, async () => {
    const bobs = closed.filter(({ agentId }) => agentId === bob).map(({ no }) => no)
    assert.ok(bobs.length > 10)
    const nos = [...shown(await made('ChatDetails', ofBob), 'Chat').keys()]
    assert.deepEqual(new Set(nos), new Set(bobs))
    const { totals } = await made('TopWords', ofBob)
    assert.equal(totals?.[1], bobs.length)
    for (const report of reports.filter(({ readsChats }) => readsChats))
      assert.deepEqual(
        (await runReport(source, report, { range: all, scope: { ...wholeCentre, queueIds: [] }, grouping: 'day' }))
          .rows,
        [],
      )
  })

  test(`chats by tag, disposition, source, page and length are those counted by hand ${told}`, async () => {
    for (const scope of [wholeCentre, inBilling]) {
      const chats = within(scope)
      const compare = async (
        id: string,
        names: readonly string[],
        keysOf: (chat: ClosedChat) => Iterable<string | null>,
        valuesOf: (own: readonly ClosedChat[]) => readonly Value[],
      ) => {
        const expected = [...countBy(chats, keysOf)].map(([key, own]) => [key, ...valuesOf(own)])
        const [first = ''] = reportOf(id).columns.map(({ name }) => name)
        const rows = [...shown(await made(id, scope), first, ...names).values()].filter(([, count]) => count !== 0)
        const byText = (one: readonly Value[], other: readonly Value[]) => (String(one) < String(other) ? -1 : 1)
        assert.deepEqual([...rows].sort(byText), expected.sort(byText), id)
        assert.ok(rows.length > 1, id)
      }
      const count = (own: readonly ClosedChat[]) => own.length
      const names: Record<string, string> = { gold: 'The gold', silver: 'The silver', gone: 'gone', sold: 'The sold' }
      await compare(
        'Tags',
        ['Chats', 'Average rating'],
        ({ tagIds }) => (tagIds.length > 0 ? tagIds.map((id) => names[id] ?? '') : ['No tag']),
        (own) => [count(own), meanOf(own)],
      )
      await compare(
        'Dispositions',
        ['Chats', 'Share', 'Average rating'],
        ({ disposition }) => [disposition ? (names[disposition.id] ?? disposition.label) : 'None'],
        (own) => [count(own), over(count(own), chats.length), meanOf(own)],
      )
      const rest = ['Chats', 'Share', 'Answered', 'Average rating']
      const restOf = (own: readonly ClosedChat[]) => {
        return [count(own), over(count(own), chats.length), over(answeredOf(own), count(own)), meanOf(own)]
      }
      const known: Record<string, string> = { a: 'a.example', b: 'b.example:8080' }
      await compare(
        'WebClientUsage',
        rest,
        ({ address, pageUrl }) => [address?.channel ?? known[pageUrl?.match(/^https:..(\w)/)?.[1] ?? ''] ?? 'Unknown'],
        restOf,
      )
      await compare('EntryPages', rest, ({ pageUrl }) => [(pageUrl ?? 'Unknown').split(/[?#]/)[0] ?? ''], restOf)
      const bounds = [0, 1, 2, 5, 10, 20, 40, 60, Number.POSITIVE_INFINITY]
      await compare(
        'ChatDuration',
        ['Chats', 'Share'],
        ({ openedAt, endedAt }) => {
          const minutes = (endedAt - openedAt) / minuteMs
          const place = bounds.findIndex((bound, at) => minutes >= bound && minutes < (bounds[at + 1] ?? 0))
          return [place === 7 ? '> 60' : `${bounds[place]}–${bounds[place + 1]}`]
        },
        (own) => [count(own), over(count(own), chats.length)],
      )
      const cumulated = [...shown(await made('ChatDuration', scope), 'Cumulated share').values()].flat()
      assert.deepEqual(cumulated, [...cumulated].sort())
      assert.equal(cumulated.at(-1), 1)
    }
  })

  test(`scores, what is resolved and canned responses are those counted by hand ${told}`, async () => {
    const ratings = shown(
      await made('Ratings'),
      'Answered',
      'Ratings',
      'Response rate',
      'Score 2',
      'CSAT',
      'Average rating',
    )
    const resolved = shown(await made('Resolved'), 'Resolved', 'Not resolved', 'Nobody said', 'Resolved share')
    for (const [queueId, name] of [
      [support, 'Support'],
      [billing, 'Billing'],
    ] as const) {
      const chats = within({ ...wholeCentre, queueIds: [queueId] })
      const completed = chats.filter(({ ending }) => ending === 'completed')
      const scores = completed.flatMap(({ rating }) => (rating ? [rating.score] : []))
      const high = scores.filter((score) => score > 3).length
      const twos = scores.filter((score) => score === 2).length
      assert.deepEqual(ratings.get(name), [
        ...[completed.length, scores.length, over(scores.length, completed.length), twos],
        ...[over(high, scores.length), meanOf(completed)],
      ])
      assert.ok(scores.length > 10)
      const [yes = 0, no = 0, nobody = 0] = [true, false, null].map(
        (said) => chats.filter((chat) => chat.resolved === said).length,
      )
      assert.deepEqual(resolved.get(name), [yes, no, nobody, over(yes, yes + no)])
    }
    const used = shown(await made('CannedResponseUsage'), 'Used', 'Chats', 'Agents')
    let seen = 0
    for (const [id, name] of [...desk.state.cannedResponses.values()].map(({ id, name }) => [id, name] as const)) {
      const own = closed.filter(({ numbers }) => (numbers?.cannedResponses?.[id] ?? 0) > 0)
      const times = own.reduce((sum, { numbers }) => sum + (numbers?.cannedResponses?.[id] ?? 0), 0)
      assert.deepEqual(used.get(name), [times, own.length, new Set(own.map(({ agentId }) => agentId)).size])
      seen += times
    }
    assert.ok(seen > 20)
  })

  test(`words and questions are those counted by hand ${told}`, async () => {
    for (const scope of [wholeCentre, inBilling]) {
      const chats = within(scope)
      const words = shown(await made('TopWords', scope), 'Chats', 'Share')
      const wordsOf = ({ id }: ClosedChat) => {
        const typed = (texts.get(id) ?? []).join(' ').toLowerCase()
        return ['refund', 'order', 'broken', 'screen', 'invoice', 'заказ', 'r2d2'].filter((word) =>
          typed.includes(word),
        )
      }
      const expected = [...countBy(chats, wordsOf)].map(([word, own]) => {
        return [word, [own.length, own.length / chats.length]] as const
      })
      assert.deepEqual(words, new Map<Value, Value[]>(expected.map(([word, values]) => [word, [...values]])))
      assert.equal(words.size, 7)
      const counts = [...words.values()].map(([count]) => count as number)
      assert.deepEqual(
        counts,
        [...counts].sort((one, other) => other - one),
      )
      const questions = shown(await made('TopQuestions', scope), 'Chats', 'Answered', 'Example')
      const asked = chats.filter(({ id }) => texts.get(id)?.[0]?.toLowerCase().startsWith('where is my order'))
      const [count, answered, example] = questions.get('where is my order') ?? []
      assert.deepEqual([count, answered], [asked.length, over(answeredOf(asked), asked.length)])
      assert.match(String(example), /^where is my order\??$/i)
      assert.ok(!questions.has(null) && questions.size > 3)
    }
  })

  test(`what was deflected, and who came again, is what a slow look at all chats finds ${told}`, async () => {
    const columns = ['Ended', 'Begun in a flow', 'Deflected', 'Share of chats', 'Came again', 'Deflection']
    const table = shown(await made('Deflections'), ...columns)
    const whose = ({ customerId }: ClosedChat) => customers.get(customerId)?.mergedIntoId ?? customerId
    let again = 0
    for (const { from, to, label } of bucketsOf(all, 'day')) {
      const ended = closed.filter(({ endedAt }) => endedAt >= from && endedAt < to)
      const led = ended.filter(({ flowSteps }) => flowSteps).length
      const deflected = ended.filter(({ ending }) => ending === 'deflected')
      const back = deflected.filter((chat) =>
        closed.some((other) => {
          const isLater = other.openedAt >= chat.endedAt && other.openedAt <= chat.endedAt + 7 * dayMs
          return whose(other) === whose(chat) && isLater && other.answeredAt !== null
        }),
      ).length
      const shares = [over(deflected.length, ended.length), back, over(deflected.length - back, led)]
      assert.deepEqual(table.get(label), [ended.length, led, deflected.length, ...shares], label)
      again += back
    }
    assert.ok(again > 3)
  })

  test(`peaks are those that a look at every instant finds ${told}`, async () => {
    const everything = [...desk.state.chats.values()].filter(({ phase }) => phase !== 'closed').concat(closed)
    for (const [scope, range] of [
      [wholeCentre, all],
      [inBilling, part],
    ] as const) {
      const table = await made('PeakLoad', scope, range)
      const own = everything.filter(({ queueId }) => (scope.queueIds ?? [queueId]).includes(queueId))
      const spans = own.map((chat) => {
        const until = 'endedAt' in chat ? chat.endedAt : Number.POSITIVE_INFINITY
        return { until, open: chat.openedAt as number, answered: chat.answeredAt ?? Number.POSITIVE_INFINITY }
      })
      for (const [place, { from, to }] of bucketsOf(range, 'day').entries()) {
        const most = (begin: 'open' | 'answered') => {
          const near = spans.filter((span) => span[begin] < to && span.until > from)
          let peak: [number, number | null] = [0, null]
          for (const at of [from, ...near.map((span) => span[begin])].sort((one, other) => one - other)) {
            const count = near.filter((span) => span[begin] <= at && span.until > at).length
            if (at >= from && at < to && at < desk.now && count > peak[0]) peak = [count, at]
          }
          return peak
        }
        assert.deepEqual(table.rows[place]?.values.slice(1), [...most('open'), ...most('answered')], `${place}`)
      }
      const opens = table.rows.map(({ values }) => values[1] as number)
      assert.equal(table.totals?.[1], Math.max(...opens))
      assert.ok(Math.max(...opens) > 3)
    }
  })

  test(`the log of agents adds up to their time by status ${told}`, async () => {
    const naive = naiveDays([...desk.setUp, ...story.events], desk.now)
    for (const range of [all, part]) {
      const { rows } = await made('AgentStatus', { ...wholeCentre, agentIds: [ann, bob] }, range)
      assert.deepEqual([...new Set(rows.map(({ values }) => values[0]))], ['ann', 'bob'])
      for (const agentId of [ann, bob]) {
        const own = rows.map(({ values }) => values).filter(([name]) => name === agentId)
        for (const [place, [, from, until, , , , length]] of own.entries()) {
          assert.equal(length, ((until ?? desk.now) as number) - (from as number))
          assert.equal(from, place === 0 ? own[0]?.[1] : own[place - 1]?.[2])
        }
        const lengthOf = (is: (status: Value, responding: Value) => boolean) =>
          own.reduce(
            (sum, [, , , status, , responding, length]) =>
              sum + (is(status as Value, responding as Value) ? (length as number) : 0),
            0,
          )
        const isDeaf = (status: Value, responding: Value) => status === 'available' && responding === 'no'
        const expected = (name: string) => {
          let sum = 0
          for (const [key, ms] of naive) {
            const [owner, slotAt, time] = key.split(' ')
            if (owner === agentId && time === name && Number(slotAt) >= range.from && Number(slotAt) < range.to)
              sum += ms
          }
          return sum
        }
        assert.equal(lengthOf(isDeaf), expected('notRespondingTime'))
        assert.equal(
          lengthOf((status, responding) => status === 'available' && !isDeaf(status, responding)),
          expected('availableTime'),
        )
        for (const status of ['busy', 'away'] as const)
          assert.equal(
            lengthOf((own) => own === status),
            expected(`${status}Time`),
          )
      }
    }
  })

  test(`who is in charge of a queue is told of its members only ${told}`, async () => {
    const namesOf = async (scope: ReportScope) =>
      new Set((await made('AgentStatus', scope)).rows.map(({ values }) => values[0]))
    assert.deepEqual(await namesOf({ ...wholeCentre, workIn: [billing] }), new Set(['eve']))
    assert.deepEqual(await namesOf({ ...wholeCentre, workIn: [support], agentIds: [bob, eve] }), new Set(['bob']))
    assert.deepEqual(await namesOf({ ...wholeCentre, agentIds: [] }), new Set())
  })

  test(`the chats behind every count are as many as it says, and all in the scope ${told}`, async () => {
    let compared = 0
    for (const report of reports.filter(({ no }) => no === 4 || no >= 40))
      for (const scope of [wholeCentre, inBilling, ofBob]) {
        const request = { range: part, scope, grouping: 'week' } as const
        const { rows, totals } = await runReport(source, report, request)
        const wide = (await runReport(source, report, { ...request, range: all, scope: wholeCentre })).rows.map(
          ({ key }) => key,
        )
        const keys = [...rows.slice(0, 4).map(({ key }) => key), ...wide.slice(0, 4), null]
        for (const [place, column] of report.columns.entries())
          for (const key of column.unit === 'count' ? new Set(keys) : []) {
            const behind = report.behind(source, request, key, column)
            if (behind?.of !== 'ended') continue
            const listed = await listOf(behind)
            for (const { chat } of listed) {
              assert.ok(scope.queueIds?.includes(chat.queueId) ?? true, report.name)
              if (report.readsChats && scope.agentIds) assert.equal(ownerOf(chat), bob)
              assert.ok(chat.phase === 'closed' && chat.endedAt >= part.from && chat.endedAt < part.to)
            }
            const value = (key === null ? totals : rows.find((row) => row.key === key)?.values)?.[place]
            if (column.name === 'Chat' || value === null || value === undefined) continue
            assert.equal(listed.length, value, `${report.name}: ${column.name} of ${key}`)
            compared++
          }
        for (const nonsense of ['', 'nonsense', '{}', '[1]', '1/x', '9999999999999/1'])
          for (const column of report.columns) {
            const behind = report.behind(source, request, nonsense, column)
            if (behind?.of === 'ended') assert.deepEqual(await listOf(behind), [])
          }
      }
    assert.ok(compared > 100, `${compared}`)
  })

  /** Page by page, as many as are counted at once. */
  async function listOf(behind: Behind): Promise<ChatsPage['chats']> {
    const chats: ChatsPage['chats'][number][] = []
    let cursor: string | null = null
    do {
      const page: ChatsPage = await listBehind(source, store, behind, { cursor, limit: 60 })
      assert.ok(page.cursor === null || isCursor(page.cursor))
      assert.ok(page.chats.length === 60 || page.cursor === null)
      chats.push(...page.chats)
      cursor = page.cursor
    } while (cursor)
    assert.equal(await countBehind(source, store, behind), chats.length)
    return chats
  }
}
