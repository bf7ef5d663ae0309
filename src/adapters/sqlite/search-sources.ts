import type { DatabaseSync } from 'node:sqlite'

/** A table of lines in conversations, with the columns of `messages`, and the event that brings its rows. */
export interface SearchSource {
  readonly table: string
  readonly event: string
  /** Where that event has the line's number in its table. */
  readonly seq: string
}

/** Everything people wrote that can be found. */
export const searchSources: readonly SearchSource[] = [
  { table: 'messages', event: 'chat.messagePosted', seq: 'seq' },
  { table: 'asides', event: 'chat.asidePosted', seq: 'asideSeq' },
]

/**
 * What is found of a line: its text, or the name of its file; null for what nobody wrote, a notice or a text of a queue or a
 * flow. The index never had those: taking one out of it would be taken for a broken file.
 */
const wordsOf = (row: string) =>
  `CASE WHEN ${row}.kind = 'notice' OR ${row}.author_kind = 'bot' THEN NULL WHEN ${row}.kind = 'file' THEN ${row}.facts ->> 'name' ELSE ${row}.text END`

/** Begins with a character for private use, so that no word and no prefix that people type meets one of these. */
const mark = '\u{e000}'

/** The words by which the index knows queue, agent and customer; ids differ in more than their hyphens. */
export const placeWord = {
  queue: (id: string) => `${mark}q${id.replaceAll('-', '')}`,
  agent: (id: string) => `${mark}a${id.replaceAll('-', '')}`,
  customer: (id: string) => `${mark}c${id.replaceAll('-', '')}`,
}

const placeOf = (row: string) => {
  const word = (kind: string, column: string) => `'${mark}${kind}' || replace(${row}.${column}, '-', '')`
  return `${word('q', 'queue_id')} || coalesce(' ' || ${word('a', 'agent_id')}, '') || ' ' || ${word('c', 'customer_id')}`
}

/** The lines of one chat that the index has, as it has them; parameters: chat, position indexed up to. */
export const linesOfChat = ({ table }: SearchSource) => `
  SELECT line.position, ${wordsOf('line')} AS words, ${placeOf('place')} AS place
  FROM ${table} line JOIN search_chats place ON place.chat_id = line.chat_id
  WHERE line.chat_id = ?1 AND line.position <= ?2 AND ${wordsOf('line')} IS NOT NULL
  ORDER BY line.position`

/** Every line that can be found, by its journal position; `words` is null when the line is gone. */
function view(sources: readonly SearchSource[]): string {
  const of = (column: (row: string) => string) =>
    `CASE journal.type ${sources.map(({ table, event }) => `WHEN '${event}' THEN ${column(table)}`).join(' ')} END`
  const joins = sources.map(
    ({ table, event, seq }) =>
      `LEFT JOIN ${table} ON journal.type = '${event}' AND ${table}.chat_id = journal.chat_id AND ${table}.seq = journal.facts ->> '${seq}'`,
  )
  const plain = ['seq', 'at', 'kind', 'author_kind', 'author_id'] as const
  return `
    SELECT journal.position AS position, journal.chat_id AS chat_id,
      ${plain.map((name) => `${of((row) => `${row}.${name}`)} AS ${name}`).join(', ')},
      ${of(wordsOf)} AS words,
      CASE WHEN ${of(wordsOf)} IS NOT NULL THEN ${placeOf('place')} END AS place
    FROM journal ${joins.join(' ')} LEFT JOIN search_chats place ON place.chat_id = journal.chat_id
    WHERE journal.type IN (${sources.map(({ event }) => `'${event}'`).join(', ')})`
}

/**
 * A line that is changed or deleted, for whatever reason, leaves the index in the same transaction, and at once: not at
 * some later merge, which is what the engine does by itself since it is a hundred times quicker.
 */
function triggers({ table }: SearchSource): [name: string, sql: string][] {
  const indexed = "old.position <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'searched_position')"
  const entry = (row: 'old' | 'new') =>
    `${row}.position, ${wordsOf(row)}, ${placeOf('place')} FROM search_chats place WHERE place.chat_id = ${row}.chat_id AND ${wordsOf(row)} IS NOT NULL;`
  const remove = `
    INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
    INSERT INTO search (search, rowid, words, place) SELECT 'delete', ${entry('old')}

    INSERT INTO search (search) VALUES ('flush');
    INSERT INTO search (search, rank) VALUES ('secure-delete', 0);`
  const add = `INSERT INTO search (rowid, words, place) SELECT ${entry('new')}`
  return [
    [`search_${table}_deleted`, `AFTER DELETE ON ${table} WHEN ${indexed} BEGIN ${remove} END`],
    [
      `search_${table}_changed`,
      `AFTER UPDATE OF text, facts ON ${table} WHEN ${indexed} AND ${wordsOf('old')} IS NOT ${wordsOf('new')} BEGIN ${remove} ${add} END`,
    ],
  ]
}

/** Makes the view and the triggers of the sources where they are missing or different: they hold nothing themselves. */
export function prepareSearch(database: DatabaseSync, sources = searchSources): void {
  const pieces = [
    ['VIEW', 'search_lines', `AS ${view(sources)}`],
    ...sources.flatMap((source) => triggers(source).map(([name, sql]) => ['TRIGGER', name, sql])),
    [
      'TRIGGER',
      'search_chat_deleted',
      'AFTER DELETE ON chats BEGIN DELETE FROM search_chats WHERE chat_id = old.id; END',
    ],
  ] as const
  const made = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
  for (const [kind, name, rest] of pieces) {
    const sql = `CREATE ${kind} ${name} ${rest}`
    if (made.get(name as string)?.['sql'] === sql) continue
    database.exec(`BEGIN; DROP ${kind} IF EXISTS ${name}; ${sql}; COMMIT`)
  }
}
