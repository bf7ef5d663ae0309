import { Refused, refuse } from '#domain/refusal.ts'
import { method, No } from './method.ts'
import { queueByNo } from './words.ts'

export const webClient = method({
  name: 'webclient',
  verb: 'GET',
  path: '/webclient',
  heading: 'Web client',
  about: 'The page on which customers chat with a queue, for a frame or a window of its own',
  rules: ['CH-34', 'CH-80'],
  who: 'anyone',
  input: { id: No('a web client') },
  answer: null,
  mediaType: 'text/html',
  example: '<!doctype html> …',
  run: async ({ input: { id }, ask, parts, reply }) => {
    const { chatPage, settings } = parts
    const queue = await ask((state) => queueByNo(state, id))
    if (!queue.enabled) throw new Refused(refuse('not-found', 'web-client.not-found'))
    const html = await chatPage.html(queue.id)
    if (html === null) throw new Refused(refuse('unavailable', 'chat-page.not-built'))
    const frames = settings.widgetOrigins ? `; frame-ancestors 'self' ${settings.widgetOrigins.join(' ')}` : ''
    reply.header('content-security-policy', chatPage.policy + frames)
    reply.header('referrer-policy', 'same-origin')
    reply.header('content-type', 'text/html; charset=utf-8')
    return html
  },
})
