import { DatabaseSync } from 'node:sqlite'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'

/**
 * The least that could do the job: a relay that stores each message in SQLite before it passes it on, with the same sync, the
 * same group commit and the same writer thread as the desk, and nothing else: no rights, no order, no resume, no routing.
 */

interface Line {
  readonly room: string
  readonly id: string
  readonly text: string
}

if (isMainThread) serve()
else write()

function write(): void {
  const database = new DatabaseSync(workerData as string)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE messages (id TEXT PRIMARY KEY, room TEXT, text TEXT)',
  )
  const insert = database.prepare('INSERT INTO messages VALUES (?, ?, ?)')
  parentPort?.on('message', (lines: readonly Line[]) => {
    database.exec('BEGIN')
    for (const { id, room, text } of lines) insert.run(id, room, text)
    database.exec('COMMIT')
    parentPort?.postMessage(lines.length)
  })
}

function serve(): void {
  const writer = new Worker(new URL(import.meta.url), { workerData: process.argv[2] })
  const rooms = new Map<string, Set<WebSocket>>()
  let waiting: { readonly line: Line; readonly from: WebSocket }[] = []
  let writing: typeof waiting = []
  const flush = () => {
    if (writing.length > 0 || waiting.length === 0) return
    writing = waiting
    waiting = []
    writer.postMessage(writing.map(({ line }) => line))
  }
  writer.on('message', () => {
    const done = writing
    writing = []
    for (const { line, from } of done) {
      const text = JSON.stringify(line)
      for (const socket of rooms.get(line.room) ?? [])
        if (socket !== from && socket.readyState === WebSocket.OPEN) socket.send(text)
      from.send(JSON.stringify({ posted: line.id }))
    }
    flush()
  })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => {
    const address = server.address()
    process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`)
  })
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Line | { readonly join: readonly string[] }
      if ('join' in frame) {
        for (const room of frame.join) rooms.set(room, (rooms.get(room) ?? new Set()).add(socket))
        return
      }
      waiting.push({ line: frame, from: socket })
      flush()
    })
  })
}
