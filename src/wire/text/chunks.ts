/** Rows that come one after another, made as they are asked for or all there already. */
export type Rows<Row> = AsyncIterable<Row> | Iterable<Row>

/** In UTF-16 units: 32 KB of plain letters, and at most three times that. */
const chunkLength = 32_768

/**
 * A text made of rows, in chunks worth sending, the last one shorter. It holds one chunk and one row, asks for no row before its
 * reader wants more, and stops the rows when its reader stops.
 */
export async function* chunksOf<Row>(
  rows: Rows<Row>,
  textOf: (row: Row, place: number) => string,
  around: { readonly before?: string; readonly after?: () => string } = {},
): AsyncGenerator<string, void, void> {
  let chunk = around.before ?? ''
  let place = 0
  for await (const row of rows) {
    chunk += textOf(row, place++)
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  chunk += around.after?.() ?? ''
  if (chunk !== '') yield chunk
}
