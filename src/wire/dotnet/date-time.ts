/**
 * An instant as .NET prints a `DateTime` of unspecified kind: `yyyy-MM-ddTHH:mm:ss[.fffffff]`, without a zone and without the
 * zeros at the end of the fraction. The clock is that of UTC.
 */
export function dateTimeText(at: number): string {
  const [whole = '', fraction = ''] = new Date(at).toISOString().slice(0, -1).split('.')
  const digits = fraction.replace(/0+$/, '')
  return digits === '' ? whole : `${whole}.${digits}`
}
