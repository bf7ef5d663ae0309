import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerFrame } from '#dialects/house/frames.ts'
import { houseApi } from './api.ts'
import { Line } from './line.ts'
import type { Link } from './live-types.ts'
import { StillSurroundings } from './still-surroundings.ts'

type Way = 'websocket' | 'events' | 'poll'
const resumed = { type: 'resumed', epoch: 'e', position: 1 } as const

/** A network that carries some transports and not others, with the desk at its end. */
class Network {
  readonly surroundings = new StillSurroundings()
  readonly carries = new Set<Way>(['websocket', 'events', 'poll'])
  /** Each attempt to open a line. */
  readonly tried: Way[] = []
  readonly hellos: unknown[] = []
  readonly links: string[] = []
  readonly frames: ServerFrame[] = []
  /** What the desk says first on each line. */
  greeting: ServerFrame[] = [resumed]
  position = 0
  cut: (code?: number) => void = () => {}
  say: (frame: ServerFrame) => void = () => {}
  readonly line: Line

  constructor() {
    const network = this
    this.surroundings.WebSocket = class {
      onopen: () => void = () => {}
      onmessage: (event: { data: string }) => void = () => {}
      onclose: (event: { code: number }) => void = () => {}
      constructor() {
        network.tried.push('websocket')
        network.cut = (code = 1006) => this.onclose({ code })
        network.say = (frame) => this.onmessage({ data: JSON.stringify(frame) })
        if (network.carries.has('websocket')) queueMicrotask(() => this.onopen())
        else queueMicrotask(() => this.onclose({ code: 1006 }))
      }
      send(text: string) {
        network.hellos.push(JSON.parse(text))
        for (const frame of network.greeting) network.say(frame)
      }
      close() {}
    } as unknown as typeof WebSocket
    this.surroundings.fetch = async (input, init) => {
      const way = String(input).includes('/feed/events') ? 'events' : 'poll'
      if (way === 'events' || String(input).includes('wait=0')) this.tried.push(way)
      if (!this.carries.has(way)) throw new TypeError('blocked')
      if (way === 'poll')
        return String(input).includes('wait=0') ? Response.json({ frames: [] }) : new Promise(() => {})
      const bytes = new TextEncoder()
      const body = new ReadableStream({
        start: (controller) => {
          this.cut = () => controller.error(new Error('cut'))
          init?.signal?.addEventListener('abort', () => controller.error(new Error('aborted')))
          this.say = (frame) => controller.enqueue(bytes.encode(`data: ${JSON.stringify(frame)}\n\n`))
          for (const frame of this.greeting) this.say(frame)
        },
      })
      return new Response(body)
    }
    const api = houseApi('http://desk', () => ({}), this.surroundings)
    const owner = {
      standing: () => ({ epoch: 'e', position: this.position }),
      frame: (frame: ServerFrame) => void this.frames.push(frame),
      lost: () => {},
      linkChanged: ({ status, transport }: Link) => void this.links.push(`${status} ${transport}`),
    }
    this.line = new Line(api, () => 'token', owner, this.surroundings)
  }

  async start(): Promise<void> {
    this.line.start()
    await this.surroundings.settle()
  }

  get link(): string {
    return `${this.line.link.status} ${this.line.link.transport}`
  }

  /** The transports that were tried since the last look. */
  lastTried(): Way[] {
    return this.tried.splice(0)
  }

  /** Lets time pass with the desk beating. */
  async beat(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 20_000) {
      await this.surroundings.pass(Math.min(20_000, ms - passed))
      this.say({ type: 'beat', position: 1 })
    }
  }
}

test('a broken line comes back by itself and says where it stands', async () => {
  const network = new Network()
  await network.start()
  assert.equal(network.link, 'live websocket')
  await network.beat(60_000)
  network.position = 7
  network.cut()
  assert.equal(network.link, 'stale websocket')
  await network.surroundings.pass(1_000)
  assert.equal(network.link, 'live websocket')
  assert.deepEqual(network.hellos.at(-1), { type: 'hello', token: 'token', epoch: 'e', position: 7 })
})

test('where a transport does not come up, the next is taken', async () => {
  const network = new Network()
  network.carries.delete('websocket')
  await network.start()
  await network.surroundings.pass(5_000)
  assert.equal(network.link, 'live events')
  assert.deepEqual(network.lastTried(), ['websocket', 'websocket', 'events'])

  const poor = new Network()
  poor.carries.delete('websocket')
  poor.carries.delete('events')
  await poor.start()
  await poor.surroundings.pass(12_000)
  assert.equal(poor.link, 'live poll')
})

test('a transport that comes up and says nothing, or breaks at once each time, is left as well', async () => {
  const silent = new Network()
  silent.greeting = []
  await silent.start()
  await silent.surroundings.pass(40_000)
  assert.equal(silent.link, 'live poll')

  const brittle = new Network()
  await brittle.start()
  for (let breaks = 0; breaks < 2; breaks++) {
    assert.equal(brittle.link, 'live websocket')
    brittle.cut()
    await brittle.surroundings.pass(2_000)
  }
  assert.equal(brittle.link, 'live events')
})

test('a desk that is away for a while is no reason to leave a transport that has held', async () => {
  const network = new Network()
  await network.start()
  await network.beat(60_000)
  const ways = [...network.carries]
  network.carries.clear()
  network.cut()
  await network.surroundings.pass(4_000)
  assert.equal(network.link, 'stale websocket')
  for (const way of ways) network.carries.add(way)
  await network.surroundings.pass(4_000)
  assert.equal(network.link, 'live websocket')
})

test('while nothing works, every way is tried again and again, but not in a hurry', async () => {
  const network = new Network()
  network.carries.clear()
  await network.start()
  await network.surroundings.pass(10 * 60_000)
  const tried = network.lastTried()
  assert.ok(tried.length < 60, `${tried.length} tries in ten minutes`)
  assert.deepEqual([...new Set(tried.slice(-6))].sort(), ['events', 'poll', 'websocket'])
})

test('on a poorer transport the better one is tried later: gladly taken, and given up at once when it still fails', async () => {
  const network = new Network()
  network.carries.delete('websocket')
  await network.start()
  await network.surroundings.pass(5_000)
  network.lastTried()
  network.links.length = 0
  await network.beat(10 * 60_000)
  assert.equal(network.link, 'live events')
  assert.deepEqual(network.links, [], 'nobody is told of attempts that changed nothing')
  const climbs = network.lastTried().filter((way) => way === 'websocket').length
  assert.ok(climbs >= 2 && climbs <= 6, `${climbs} attempts in ten minutes`)
  network.carries.add('websocket')
  await network.beat(60 * 60_000)
  assert.equal(network.link, 'live websocket')
})

test('a line that is silent for longer than two beats is dead', async () => {
  const network = new Network()
  await network.start()
  await network.beat(60_000)
  network.lastTried()
  await network.surroundings.pass(44_000)
  assert.deepEqual(network.lastTried(), [])
  await network.surroundings.pass(2_000)
  assert.deepEqual(network.lastTried(), ['websocket'])
})

test('when the network or the person comes back, the line is renewed at once, unless it is fresh', async () => {
  const network = new Network()
  await network.start()
  await network.beat(60_000)
  network.lastTried()
  network.surroundings.turn('seen')
  assert.deepEqual(network.lastTried(), [], 'a fresh line stays')
  await network.surroundings.pass(30_000)
  network.surroundings.turn('seen')
  assert.deepEqual(network.lastTried(), ['websocket'], 'a quiet one is not trusted')
  await network.beat(20_000)
  network.surroundings.turn('online')
  assert.deepEqual(network.lastTried(), ['websocket'], 'the old network’s line is dead')

  await network.beat(20_000)
  network.carries.clear()
  network.surroundings.turn('offline')
  assert.equal(network.link, 'stale websocket', 'said at once')
  await network.surroundings.pass(5 * 60_000)
  network.carries.add('websocket').add('events').add('poll')
  network.lastTried()
  network.surroundings.turn('online')
  await network.surroundings.settle()
  assert.equal(network.lastTried().length, 1)
  assert.match(network.link, /^live/)
})

test('signed out is the end: nothing is tried again, and no timer is left', async () => {
  const network = new Network()
  network.greeting = [
    { type: 'refused', ref: 'hello', problem: { type: '', title: '', status: 401, code: 'not-signed-in' } },
  ]
  await network.start()
  assert.notEqual(network.line.link.status, 'live', 'a refusal is no sign of a good line')
  network.cut(4401)
  network.lastTried()
  await network.surroundings.pass(60 * 60_000)
  assert.equal(network.line.link.status, 'signed-out')
  assert.deepEqual(network.lastTried(), [])
  assert.equal(network.surroundings.timers, 0)
})

test('a stopped line leaves nothing behind', async () => {
  const network = new Network()
  await network.start()
  await network.beat(20_000)
  network.line.stop()
  network.surroundings.turn('online')
  await network.surroundings.pass(60 * 60_000)
  assert.deepEqual(network.lastTried(), ['websocket'])
  assert.equal(network.surroundings.timers, 0)
})
