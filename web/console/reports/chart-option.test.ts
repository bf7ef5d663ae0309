import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looks } from './chart-look.ts'
import { canBeSeen, chartOption, type Drawing, drawnRows } from './chart-option.ts'
import type { Report, ReportAnswer, Unit, Value } from './report.ts'
import { valueFormat } from './values.ts'

const drawing: Drawing = {
  look: looks.light,
  isNarrow: false,
  nameOf: ({ name }) => name,
  labelOf: ({ values }) => String(values[0]),
  format: valueFormat('en', 'UTC'),
}

/** A report whose columns after the first have these units and are all drawn. */
function answerOf(
  type: Report['chart']['type'],
  units: readonly Unit[],
  rows: readonly (readonly Value[])[],
): ReportAnswer {
  const columns = (['text', ...units] as const).map((unit, place) => {
    return { name: `column ${place}`, unit, about: '', formula: null, opens: false }
  })
  const chart = { type, columns: columns.slice(1).map(({ name }) => name) }
  const head = { no: 1, id: 'A', name: '', about: '', category: 'basic' as const, groupings: [], oneDay: false }
  return {
    report: { ...head, of: 'queues', readsChats: false, chart, columns },
    from: '2026-11-20T00:00:00Z',
    to: '2026-11-21T00:00:00Z',
    label: '2026-11-20',
    zone: 'UTC',
    grouping: 'day',
    settings: { serviceLevel: { withinMs: 1, formula: 'connect', shortAbandonMs: 1 } },
    rows: rows.map((values) => ({ key: String(values[0]), values: [...values] })),
    totals: null,
    more: false,
  }
}

test('a line has the values of its column, with gaps where there is nothing to tell', () => {
  const option = chartOption(
    answerOf(
      'line',
      ['count'],
      [
        ['a', 1],
        ['b', null],
        ['c', 3],
      ],
    ),
    drawing,
  )
  const [line] = [option.series].flat()
  assert.deepEqual([line?.type, line?.data], ['line', [1, null, 3]])
  assert.deepEqual((option.xAxis as { data: string[] }).data, ['a', 'b', 'c'])
})

test('bars are those with the most, from the top', () => {
  const rows = Array.from({ length: 40 }, (_, index) => [`name ${index}`, (index * 7) % 40])
  const answer = answerOf('bar', ['count'], rows)
  assert.deepEqual(
    drawnRows(answer)
      .map(({ values }) => values[1])
      .slice(0, 3),
    [39, 38, 37],
  )
  const option = chartOption(answer, drawing)
  const names = (option.yAxis as { data: string[] }).data
  assert.equal(names.length, 15)
  assert.equal(names.at(-1), drawnRows(answer)[0]?.key)
})

test('numbers of another kind have an axis of their own, durations one in whole minutes', () => {
  const option = chartOption(answerOf('line', ['count', 'ms', 'number'], [['a', 10, 200_000, 2.5]]), drawing)
  const axes = option.yAxis as {
    interval?: number
    max?: number
    axisLabel: { formatter: (value: number) => string }
  }[]
  assert.equal(axes.length, 2)
  assert.deepEqual([axes[1]?.interval, axes[1]?.max], [60_000, 240_000])
  assert.equal(axes[1]?.axisLabel.formatter(120_000), '0:02:00')
  assert.deepEqual(
    [option.series].flat().map((series) => (series as { yAxisIndex: number }).yAxisIndex),
    [0, 1, 0],
  )
})

test('shares are drawn up to all, and beyond where they are more', () => {
  const axisOf = (share: number) =>
    chartOption(answerOf('column', ['share'], [['a', share]]), drawing).yAxis as { max: number }[]
  assert.deepEqual([axisOf(0.4)[0]?.max, axisOf(1.5)[0]?.max], [1, 1.5])
})

test('a heat map has the first row on top and a cell for each column', () => {
  const option = chartOption(
    answerOf(
      'heat',
      ['count', 'count'],
      [
        ['Monday', 1, 2],
        ['Tuesday', 3, null],
      ],
    ),
    drawing,
  )
  const [{ data }] = [option.series].flat() as [{ data: { value: number[] }[] }]
  assert.deepEqual((option.yAxis as { data: string[] }).data, ['Tuesday', 'Monday'])
  assert.deepEqual(
    data.map(({ value }) => value.join(' ')),
    ['0 0 3', '1 0 0', '0 1 1', '1 1 2'],
  )
})

test('what is said of a point is text in the canvas, and never markup in the page', () => {
  for (const type of ['column', 'line', 'area', 'bar', 'pie', 'heat'] as const) {
    const { tooltip } = chartOption(answerOf(type, ['count'], [['<b>a</b>', 1]]), drawing)
    assert.equal([tooltip].flat()[0]?.renderMode, 'richText', type)
  }
})

test('where there are only noughts, nothing is drawn', () => {
  assert.equal(
    canBeSeen(
      answerOf(
        'line',
        ['count'],
        [
          ['a', 0],
          ['b', null],
        ],
      ),
    ),
    false,
  )
  assert.equal(canBeSeen(answerOf('table', ['count'], [['a', 1]])), false)
  assert.equal(canBeSeen(answerOf('line', ['count'], [['a', 1]])), true)
})

/** How much lighter one colour is than another, from 1 to 21. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [high = 0, low = 0] = [light(one), light(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

test('lines and bars stand out from the page at 3 : 1, letters at 4.5 : 1, in light and dark', () => {
  for (const { back, series, text, quiet } of Object.values(looks)) {
    for (const colour of series) assert.ok(contrast(colour, back) >= 3, `${colour} on ${back}`)
    for (const colour of [text, quiet]) assert.ok(contrast(colour, back) >= 4.5, `${colour} on ${back}`)
    const [first = '', second = ''] = series
    assert.ok(contrast(first, second) >= 1.3, 'the first two differ in lightness')
  }
})
