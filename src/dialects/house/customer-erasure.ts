import { Readable } from 'node:stream'
import { sweepErased } from '#desk/sweep-erased.ts'
import { mustHave } from '#domain/access/may.ts'
import type { CertificateId, CustomerId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { agentCaller } from './agents.ts'
import { exportOf } from './customer-export.ts'
import { CertificateParams, CustomerParams, OneCertificate } from './customer-views.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { write } from './write.ts'

const tags = ['customers']

/** What a person may ask for by law: all that is kept of them, and that it is gone. */
export function erasureRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store, ids } = parts

  app.get(
    '/customers/:customerId/export',
    {
      schema: {
        tags,
        summary: 'All that is kept of one person',
        params: CustomerParams,
        produces: ['application/json'],
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      await desk.ask((state) => mustHave(state, actor, 'customers.erase', null))
      const { person, text } = await exportOf(parts, actor, request.params.customerId)
      reply.header('content-type', 'application/json; charset=utf-8')
      reply.header('content-disposition', `attachment; filename="customer-${person.no}.json"`)
      return Readable.from(text)
    },
  )

  app.post(
    '/customers/:customerId/erase',
    {
      schema: {
        tags,
        summary: 'Erase all that is kept of one person, for good',
        params: CustomerParams,
        response: { 200: OneCertificate },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const customerId = request.params.customerId as CustomerId
      const certificateId = ids.uuid() as CertificateId
      // The answer that is kept names the certificate only: one that named the customer would be erased with them.
      const answered = await write(
        parts,
        request,
        reply,
        actor,
        { do: 'eraseCustomer', customerId, certificateId },
        () => ({ body: { certificateId: certificateId as string } }),
      )
      await sweepErased(parts)
      return { certificate: await certificateOf(answered.certificateId) }
    },
  )

  app.get(
    '/certificates/:certificateId',
    {
      schema: {
        tags,
        summary: 'That a person was erased',
        params: CertificateParams,
        response: { 200: OneCertificate },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      await desk.ask((state) => mustHave(state, actor, 'customers.erase', null))
      return { certificate: await certificateOf(request.params.certificateId) }
    },
  )

  async function certificateOf(id: string) {
    const certificate = await store.load('certificates', id)
    if (!certificate) throw new Refused(refuse('not-found', 'certificate.not-found'))
    return { ...certificate, customerIds: [...certificate.customerIds] }
  }
}
