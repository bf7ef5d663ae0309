const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A duration as .NET prints a `TimeSpan`: `[-][d.]hh:mm:ss[.fffffff]`. A fraction has seven digits, or is not there. */
export function timeSpanText(durationMs: number): string {
  const ms = Math.round(Math.abs(durationMs))
  const days = Math.floor(ms / day)
  const clock = [Math.floor((ms % day) / hour), Math.floor((ms % hour) / minute), Math.floor((ms % minute) / second)]
  const fraction = ms % second
  const sign = durationMs < 0 && ms > 0 ? '-' : ''
  const whole = clock.map((part) => String(part).padStart(2, '0')).join(':')
  return `${sign}${days > 0 ? `${days}.` : ''}${whole}${fraction > 0 ? `.${String(fraction).padStart(3, '0')}0000` : ''}`
}
