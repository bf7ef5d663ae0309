import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ServerFrame } from '#dialects/house/frames.ts'
import { houseApi } from './api.ts'
import { StillSurroundings } from './still-surroundings.ts'
import { overEvents } from './transports.ts'

test('events are read whole, wherever the network cuts the stream, in whatever language', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }),
      async (names, cuts) => {
        const sent = names.map((name) => ({
          type: 'typing',
          chatId: 'chat',
          author: { kind: 'agent', name },
          typing: true,
        }))
        let bytes = new TextEncoder().encode(sent.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join(''))
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            for (const cut of cuts) {
              if (cut < bytes.length) controller.enqueue(bytes.slice(0, cut))
              else continue
              bytes = bytes.slice(cut)
            }
            controller.enqueue(bytes)
            controller.close()
          },
        })
        const surroundings = new StillSurroundings()
        surroundings.fetch = async () => new Response(body)
        const came: ServerFrame[] = []
        await new Promise((closed) =>
          overEvents(
            houseApi('', () => ({}), surroundings),
            null,
            () => ({}),
            { alive() {}, frame: (frame) => came.push(frame), closed },
            surroundings,
          ),
        )
        assert.deepEqual(came, sent)
      },
    ),
    { numRuns: 50 },
  ))
