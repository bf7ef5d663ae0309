import type { FastifyInstance } from 'fastify'
import type { Desk } from '#desk/desk.ts'

/** For those who watch the process: is it well (`/healthz`), and a few numbers in Prometheus' text form (`/metrics`). */
export async function vitals(app: FastifyInstance, desk: Desk): Promise<void> {
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    // Waits for the commit under way: a store that hangs or fails is not healthy.
    await desk.durable()
    return { status: 'ok', position: desk.state.position }
  })

  app.get('/metrics', async (_request, reply) => {
    const phases = new Map<string, number>()
    for (const { phase } of desk.state.chats.values()) phases.set(phase, (phases.get(phase) ?? 0) + 1)
    reply.type('text/plain; version=0.0.4')
    return [
      '# TYPE polydesk_journal_position counter',
      `polydesk_journal_position ${desk.state.position}`,
      '# TYPE polydesk_chats gauge',
      ...['queued', 'offered', 'active', 'wrapUp'].map(
        (phase) => `polydesk_chats{phase="${phase}"} ${phases.get(phase) ?? 0}`,
      ),
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '',
    ].join('\n')
  })
}
