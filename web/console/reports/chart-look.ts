/** Colours of a chart. Those of the series differ in lightness too, so that they are told apart without seeing hues, and stand out from the page. */
export interface ChartLook {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly back: string
  readonly series: readonly string[]
  /** From nought to the most, of a heat map. */
  readonly heat: readonly string[]
  /** From which share of the most on letters have the colour of the page. */
  readonly heatTurn: number
}

export const looks: Readonly<Record<'light' | 'dark', ChartLook>> = {
  light: {
    text: '#1c2126',
    quiet: '#59616b',
    line: '#e3e6ea',
    back: '#ffffff',
    series: ['#084a8d', '#d9730d', '#7a828c', '#7b3fa0', '#00796b'],
    heat: ['#f1f5fa', '#a6cbf3', '#3586e2', '#04386d'],
    heatTurn: 0.6,
  },
  dark: {
    text: '#e6e8eb',
    quiet: '#a9b1bb',
    line: '#3b3b3b',
    back: '#242424',
    series: ['#75aeec', '#ffc069', '#8d96a0', '#c9a0e8', '#4fb8a8'],
    heat: ['#2b3138', '#1f4f80', '#3586e2', '#bfdcff'],
    heatTurn: 0.72,
  },
}
