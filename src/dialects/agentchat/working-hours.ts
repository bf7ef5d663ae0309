import Type, { type Static } from 'typebox'
import { checkHours } from '#domain/hours/check-hours.ts'
import { minutesOf } from '#domain/hours/day-span.ts'
import type { Hours, Span, Weekday } from '#domain/hours/hours.ts'
import type { HoursId } from '#domain/ids.ts'
import type { Problem } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { agentMethod } from './method.ts'
import { closed } from './schemas.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[]
const time = (description: string) => Type.String({ description, examples: ['08:00'] })
const DayView = Type.Object(
  {
    Day: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
    Enabled: Type.Boolean({ description: 'Whether it is open at all' }),
    StartTime: time('HH:MM'),
    EndTime: time('HH:MM or 24:00; before StartTime it is on the next day'),
  },
  closed,
)
type DayView = Static<typeof DayView>
export const WorkingHoursView = Type.Object({ TimeZone: Type.String(), Days: Type.Array(DayView) }, closed)

/** The company's week as this API shows it: of a day with several spans from the first opening to the last closing. */
export function presentWorkingHours(state: DeskState): Static<typeof WorkingHoursView> {
  const { hoursId, zone } = state.settings
  const hours = hoursId === null ? null : state.hours.require(hoursId)
  const days = weekdays.map((day) => presentDay(day, hours ? hours.week[day] : [{ from: '00:00', to: '24:00' }]))
  return { TimeZone: hours?.zone ?? zone, Days: days }
}

function presentDay(day: Weekday, spans: readonly Span[]): DayView {
  const inOrder = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  return { Day: day, Enabled: first !== undefined, StartTime: first?.from ?? '00:00', EndTime: last?.to ?? '00:00' }
}

/** The week that was sent, or everything that is wrong with it, each by its place in what was sent. */
function weekOf(days: readonly DayView[]): Hours['week'] {
  const places = new Map(days.map(({ Day }, place) => [Day, place]))
  const spansOf = (weekday: Weekday): readonly Span[] =>
    days.flatMap(({ Day, Enabled, StartTime: from, EndTime: to }, place) =>
      Day === weekday && Enabled && places.get(Day) === place ? [{ from, to }] : [],
    )
  const week = Object.fromEntries(weekdays.map((weekday) => [weekday, spansOf(weekday)])) as Hours['week']
  const left = weekdays.filter((weekday) => !places.has(weekday))
  const problems = [
    ...(left.length > 0 ? [{ field: 'Days', accepted: `all seven days; ${left.join(', ')} missing` }] : []),
    ...days.flatMap((day, place) => [
      ...(places.get(day.Day) === place ? [] : [{ field: `Days/${place}/Day`, accepted: 'each day once' }]),
      ...(day.Enabled ? [] : problemsOfClosed(day, place)),
    ]),
    ...checkHours({ zone: 'UTC', week, exceptions: [] }, '').map((problem) => inDays(problem, places)),
  ]
  if (problems.length > 0) throw new WrongInput(problems)
  return week
}

/** Times of a day that is closed are not kept, but are times none the less. */
function problemsOfClosed({ StartTime, EndTime }: DayView, place: number): Problem[] {
  const given = [
    ['StartTime', minutesOf(StartTime) !== null],
    ['EndTime', minutesOf(EndTime) !== null || EndTime === '24:00'],
  ] as const
  return given.flatMap(([name, isTime]) => (isTime ? [] : [{ field: `Days/${place}/${name}`, accepted: 'HH:MM' }]))
}

/** `week.1[0].to` → `Days/0/EndTime`, wherever Monday stands in what was sent. */
function inDays({ field, accepted }: Problem, places: ReadonlyMap<number, number>): Problem {
  const [, weekday, part] = /^week\.(\d)\[0\](?:\.(from|to))?$/.exec(field) ?? []
  return {
    field: `Days/${places.get(Number(weekday))}/${part === 'to' ? 'EndTime' : 'StartTime'}`,
    accepted: accepted.replace(/week\.(\d)\[0\]/, 'day $1').replace('than from', 'than StartTime'),
  }
}

const worked = { Enabled: true, StartTime: '08:00', EndTime: '17:30' }
const free = { Enabled: false, StartTime: '00:00', EndTime: '00:00' }
export const workingHoursExample = {
  TimeZone: 'Africa/Johannesburg',
  Days: weekdays.map((Day) => ({ Day, ...(Day < 6 ? worked : free) })),
}

export const workingHoursMethods = [
  agentMethod({
    name: 'UpdateWorkingHours',
    verb: 'POST',
    heading: 'Working Hours',
    about: 'Update the working hours',
    rules: ['AC-95'],
    permission: 'queues.manage',
    body: { Days: Type.Array(DayView, { maxItems: 20 }) },
    answer: Type.Object({ WorkingHours: WorkingHoursView }, closed),
    example: { WorkingHours: workingHoursExample },
    run: async ({ body, act, parts }) => {
      const week = weekOf(body.Days)
      const hoursId = parts.ids.uuid() as HoursId
      return act({ do: 'setCentreHours', hoursId, week, zone: 'centre' }, (state) => ({
        WorkingHours: presentWorkingHours(state),
      }))
    },
  }),
]
