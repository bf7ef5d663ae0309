import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { memoryOf, type Started } from '../tests/support/process.ts'

/** Bytes of the idle server, and bytes more for each of so many widgets that are connected and silent. */
export async function idleMemory(
  server: Started,
  widgets: number,
): Promise<{ readonly idle: number; readonly perWidget: number }> {
  await pause(2_000)
  const idle = await memoryOf(server.pid)
  const sockets: WebSocket[] = []
  const openOne = async () => {
    const chatId = randomUUID()
    const token = `${chatId}.${randomBytes(32).toString('base64url')}`
    const response = await fetch(`http://127.0.0.1:${server.port}/house/v1/chats`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ chatId }),
    })
    if (response.status !== 201) throw new Error(await response.text())
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/house/v1/feed`)
    sockets.push(socket)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', token }))
    await once(socket, 'message')
  }
  for (let opened = 0; opened < widgets; opened += 50) await Promise.all(Array.from({ length: 50 }, openOne))
  await pause(5_000)
  const perWidget = ((await memoryOf(server.pid)) - idle) / widgets
  for (const socket of sockets) socket.terminate()
  return { idle, perWidget }
}
