import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const built = new URL('../../dist/web/', import.meta.url).pathname

const policy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
]
const policies = {
  // Mantine sets styles in place.
  console: [...policy, "style-src 'self' 'unsafe-inline'", "frame-ancestors 'none'"].join('; '),
  page: [...policy, "style-src 'self'", "frame-ancestors 'none'"].join('; '),
  // The chat page may be framed: that is one way to put it on a site.
  chat: [...policy, "style-src 'self'"].join('; '),
}

/** The built pages: the console, the widget's files, the demo shop and the chat page. */
export async function pages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: built,
    serve: false,
    cacheControl: false,
    // The build leaves names with a hash in `assets`; they never change.
    setHeaders: (reply, path) => {
      const immutable = /[/\\]assets[/\\]/.test(path)
      reply.header(
        'cache-control',
        immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
      )
      reply.header('x-content-type-options', 'nosniff')
      if (/[/\\]widget/.test(path)) {
        reply.header('access-control-allow-origin', '*')
        reply.header('cross-origin-resource-policy', 'cross-origin')
      }
    },
  })
  app.get('/', async (_request, reply) => reply.redirect('/console/'))
  app.get('/demo', page('demo/index.html', 'page'))
  app.get('/demo/*', files('demo'))
  app.get('/chat', page('chat/index.html', 'chat'))
  app.get('/chat/*', files('chat'))
  app.get('/widget.js', async (_request, reply) => reply.sendFile('widget.js'))
  app.get('/widget/*', files('widget'))
  app.get('/console', page('console/index.html', 'console'))
  const consolePage = page('console/index.html', 'console')
  app.get('/console/*', async (request, reply) => {
    const { '*': path } = request.params as { '*': string }
    return path.includes('.') ? reply.sendFile(`console/${path}`) : consolePage(request, reply)
  })
}

const chatFile = `${built}chat/index.html`

/** The chat page for one queue, for those who open it by another address. */
export const chatPage = {
  policy: policies.chat,
  isBuilt: () => existsSync(chatFile),
  async html(queueId: string): Promise<string | null> {
    const html = await readFile(chatFile, 'utf8').catch(() => null)
    return html?.replace(/\bdata-full\b(="")?/, `data-full data-queue="${encodeURIComponent(queueId)}"`) ?? null
  },
}

/** A built page with its policy; says so when it is not built. */
export function page(file: string, kind: keyof typeof policies) {
  return async (_request: unknown, reply: FastifyReply) => {
    if (!existsSync(built + file))
      return reply.code(503).type('text/plain').send('This page is not built: run npm run build.')
    reply.header('content-security-policy', policies[kind])
    reply.header('referrer-policy', 'same-origin')
    return reply.sendFile(file)
  }
}

/** The files that a built page loads. */
export function files(folder: string) {
  return async (request: { readonly params: unknown }, reply: FastifyReply) =>
    reply.sendFile(`${folder}/${(request.params as { '*': string })['*']}`)
}
