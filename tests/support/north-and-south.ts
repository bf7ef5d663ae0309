import type { TestContext } from 'node:test'
import type { Agent } from './centre.ts'
import { answered, Day } from './day.ts'

const minute = 60_000

export type NorthAndSouth = Awaited<ReturnType<typeof northAndSouth>>

/** North with its teams and queues, South beside it; on Tuesday lunch is common, on Wednesday it is a holiday. */
export async function northAndSouth(t: TestContext) {
  const day = await Day.before(t)
  await answered(day.owner, 'PATCH', '/centre', { zone: 'Europe/Berlin' })
  const northId = await day.setsUp('business-units', { name: 'North' })
  const southId = await day.setsUp('business-units', { name: 'South' })
  const sellers = await day.setsUp('teams', { name: 'Sellers', unitId: northId })
  const helpers = await day.setsUp('teams', { name: 'Helpers', unitId: northId })
  const southerners = await day.setsUp('teams', { name: 'Southerners', unitId: southId })
  const french = await day.setsUp('skills', { name: 'French' })

  const ann = await day.hires('Ann', { teamId: sellers, capacity: 2 })
  const ben = await day.hires('Ben', { teamId: sellers, capacity: 1 })
  const skills = [{ skillId: french, level: 2 }]
  const cem = await day.hires('Cem', { teamId: helpers, capacity: 1, skills })
  const gil = await day.hires('Gil', { teamId: helpers, capacity: 1, maxPerDay: 1 })
  const nia = await day.hires('Nia', { teamId: helpers })
  const dora = await day.hires('Dora', { teamId: southerners })
  const sue = await day.hires('Sue', {})
  const level = { kind: 'unit', unitId: northId }
  await day.setsUp('authorizations', { agentId: sue.id, level, role: 'supervisor' })

  const nine = [{ from: '09:00', to: '17:00' }]
  const hoursId = await day.setsUp('hours', {
    name: 'Office hours',
    zone: 'Europe/Berlin',
    week: { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine, 6: [], 7: [] },
    exceptions: [
      {
        on: '2026-01-06',
        name: 'Common lunch',
        spans: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
      { on: '2026-01-07', name: 'Holiday', spans: [] },
    ],
  })
  const inNorth = (name: string, members: readonly Agent[], settings: object = {}) =>
    day.opensQueue(name, { unitId: northId, memberIds: members.map(({ id }) => id), wrapUpMs: 0, ...settings })
  const reception = await inNorth('Reception', [nia])
  const sales = await inNorth('Sales', [ann, ben], {
    hoursId,
    wrapUpMs: 2 * minute,
    needsDisposition: true,
    endsWaitingAtClosing: true,
  })
  const vip = await inNorth('VIP', [ann, ben], { hoursId, priority: 10 })
  const closed = { when: 'closed', toQueueId: reception }
  const support = await inNorth('Support', [cem], { hoursId, overflows: [closed] })
  const frenchQueue = await inNorth('French', [cem, gil], {
    needs: [{ skillId: french, weakestLevel: 5 }],
    relaxations: [{ afterMs: minute, needs: [] }],
    overflows: [{ when: 'waited', afterMs: 3 * minute, toQueueId: sales }],
  })
  const south = await day.opensQueue('South', { unitId: southId, memberIds: [dora.id] })
  const refund = await day.setsUp('tags', { name: 'Refund' })
  const complaint = await day.setsUp('dispositions', { name: 'Complaint', unitId: northId })
  const late = await day.setsUp('dispositions', { name: 'Late', unitId: northId, parentId: complaint })

  day.until('08:00')
  const pages = {
    sue: await day.opensPage(sue),
    ben: await day.opensPage(ben),
    cem: await day.opensPage(cem),
    dora: await day.opensPage(dora),
  }
  const queues = { reception, sales, vip, support, french: frenchQueue, south }
  return { day, ann, ben, cem, gil, nia, dora, sue, queues, refund, late, pages }
}
