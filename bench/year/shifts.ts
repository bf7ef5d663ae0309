import { type Instant, later } from '#domain/ids.ts'
import type { Chance } from './chance.ts'
import { isNightWorker } from './organisation.ts'
import type { Timetable } from './timetable.ts'
import type { Worker } from './worker.ts'

const hourMs = 3_600_000

/** What shifts need of the centre. */
export interface Shifts {
  readonly chance: Chance
  readonly timetable: Timetable
  /** They can be asked again. */
  readonly serve: (worker: Worker, at: Instant) => void
}

/** Plans the day of an agent, if they work on it: they come, have breaks, and go when their last chat is done. */
export function planShift(shifts: Shifts, worker: Worker, place: number, day: Instant): void {
  const { chance, timetable, serve } = shifts
  const weekday = new Date(day).getUTCDay()
  if (!chance.in(shareAtWork(place, weekday))) return
  const startsAt = later(day, startHour(place) * hourMs + chance.between(0, 600))
  const comes = (at: Instant) => {
    worker.isLeaving = false
    worker.become('available', at)
    serve(worker, at)
  }
  const pause = (fromHour: number, ms: number, reason: 'break' | 'lunch' | null) => {
    const from = later(startsAt, fromHour * hourMs + chance.between(0, 1_200))
    timetable.put(from, (at) => {
      if (!worker.isLeaving) worker.become(reason === null ? 'busy' : 'away', at, reason)
    })
    timetable.put(later(from, ms), (at) => {
      if (!worker.isLeaving) comes(at)
    })
  }
  timetable.put(startsAt, comes)
  pause(2, chance.between(300, 900), 'break')
  pause(4, chance.between(1_800, 2_700), 'lunch')
  if (chance.in(0.3)) pause(6, chance.between(300, 1_800), null)
  timetable.put(later(startsAt, 8 * hourMs + chance.between(0, 1_800)), (at) => leave(worker, at))
}

/** Takes no further chat; off once the last one is done. */
export function leave(worker: Worker, at: Instant): void {
  worker.isLeaving = true
  worker.become(worker.held > 0 || worker.ringing ? 'busy' : 'offline', at)
}

/** Early, by day and late, and some at night. */
function startHour(place: number): number {
  return isNightWorker(place) ? 21 + (place % 2) : 7 + 1.5 * (place % 4)
}

/** Five days a week, fewer at the end of it; and now and then somebody is ill. */
function shareAtWork(place: number, weekday: number): number {
  if (isNightWorker(place)) return 0.5
  return weekday === 0 ? 0.3 : weekday === 6 ? 0.45 : 0.82
}
