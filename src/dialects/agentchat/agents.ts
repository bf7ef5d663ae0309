import Type from 'typebox'
import { mailCode } from '#desk/password-reset.ts'
import { knownTo } from '#domain/access/known.ts'
import { managesAgent, seenAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { AddAgent, ChangeAgent } from '#domain/agent/add-agent.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { QueuesOfAgent } from '#domain/agent/set-queues.ts'
import type { AgentId } from '#domain/ids.ts'
import { missing } from '#domain/organisation/nouns.ts'
import { Refused, refuseWrong } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { phoneNumber } from '#wire/phone/phone-number.ts'
import { exampleAgent, keepAlive } from './logins.ts'
import { agentMethod } from './method.ts'
import { presentAgent } from './present.ts'
import { closed, given, Name, No, Nos } from './schemas.ts'
import { AgentView } from './views.ts'
import { availabilityOf, byNo, idsByNo, roleOf } from './words.ts'

const OneAgent = Type.Object({ Agent: AgentView }, closed)
const EmailAddress = Type.String({ format: 'email', maxLength: 200 })
const MobileNumber = Type.String({ maxLength: 50, description: 'With its country code; "" for none' })
const RoleID = Type.Integer({ minimum: 1, maximum: 2, description: '1 Agent, 2 Manager' })
const StatusID = Type.Integer({ minimum: 1, maximum: 4, description: '1 Offline, 2 Busy, 3 OnBreak, 4 Online' })
const DepartmentID = Nos(1_000)
const heading = 'Agent/User'
const example = { Agent: exampleAgent }

/** This API knows no capacity and its agents take their chats themselves: as many as any agent of ours may have. */
const capacity = 100

/** Who asks and what they wrote, as far as both new and changed agents have it. */
interface Asked {
  readonly actor: Actor
  readonly body: { readonly MobileNumber?: string; readonly DepartmentID?: readonly number[] }
  readonly phoneCountry: string | null
}

/** Agents of this API are offered nothing: they take what waits. */
function queuesIn(state: DeskState, { DepartmentID }: Asked['body']): QueuesOfAgent | undefined {
  return DepartmentID && { ids: idsByNo(state.queues, DepartmentID), receivesChats: false }
}

/** The number in E.164, null for none, undefined where it was left out; what cannot be read stays as it was written. */
function phoneIn({ MobileNumber }: Asked['body'], country: string | null): string | null | undefined {
  if (MobileNumber === undefined) return undefined
  return MobileNumber.trim() === '' ? null : (phoneNumber(MobileNumber, country) ?? MobileNumber)
}

/** Refuses a number that cannot be read, together with departments that are none; the desk knows of the rest. */
function checkPhone(state: DeskState, { actor, body, phoneCountry }: Asked): void {
  const phone = phoneIn(body, phoneCountry)
  if (!phone || phoneNumber(phone, null) === phone) return
  const national = phoneCountry ? `, or as it is dialled within ${phoneCountry}` : ''
  const known = knownTo(state, actor)
  const ids = queuesIn(state, body)?.ids ?? []
  const refusal = refuseWrong('agent.wrong', [
    { field: 'phone', accepted: `a phone number with its country code, such as +27821231234${national}` },
    ...ids.flatMap((id, at) => missing(known, 'queues', id, `queues.ids[${at}]`)),
  ])
  if (refusal) throw new Refused(refusal)
}

/** Who is away already stays so for their own reason. */
function availabilityIn(statusId: number, agent: Agent): Pick<ChangeAgent, 'availability' | 'awayReason'> {
  const availability = availabilityOf(statusId)
  if (availability !== 'away') return { availability }
  return { availability, awayReason: agent.availability === 'away' ? agent.awayReason : 'break' }
}

export const agentMethods = [
  agentMethod({
    name: 'CreateAgent',
    verb: 'POST',
    heading,
    about: 'Create a new agent, who is mailed a code with which they set their password',
    rules: ['AC-50'],
    permission: 'agents.manage',
    body: { Name, EmailAddress, MobileNumber: Type.Optional(MobileNumber), RoleID, DepartmentID },
    answer: OneAgent,
    example,
    run: async ({ parts, body, actor, act, ask }) => {
      const { ids, passwords, settings } = parts
      const { phoneCountry } = settings
      // A password that nobody knows: the code that is mailed replaces it.
      const passwordHash = await passwords.hash(ids.secret())
      const command = await ask((state): AddAgent => {
        checkPhone(state, { actor, body, phoneCountry })
        return {
          do: 'addAgent',
          agentId: ids.uuid() as AgentId,
          passwordHash,
          name: body.Name,
          email: body.EmailAddress,
          role: roleOf(body.RoleID),
          capacity,
          ...given({ phone: phoneIn(body, phoneCountry), queues: queuesIn(state, body) }),
        }
      })
      const { agent, answer } = await act(command, (state) => {
        const added = state.agents.require(command.agentId)
        return { agent: added, answer: { Agent: presentAgent(state, added) } }
      })
      mailCode(parts, agent)
      return answer
    },
  }),
  keepAlive,
  agentMethod({
    name: 'UpdateAgent',
    verb: 'POST',
    heading,
    about: 'Update an agent’s details; who is no Manager, their own status and notifications',
    rules: ['AC-52'],
    body: {
      AgentID: No,
      Name,
      MobileNumber: Type.Optional(MobileNumber),
      EmailAddress,
      Notifications: Type.Optional(
        Type.Array(Type.Literal('UnassignedChatsWaiting'), { maxItems: 1, description: 'Those to enable' }),
      ),
      RoleID,
      StatusID,
      DepartmentID: Type.Optional(DepartmentID),
      Enabled: Type.Optional(Type.Boolean()),
    },
    answer: OneAgent,
    example,
    run: async ({ parts, body, actor, act, ask }) => {
      const { phoneCountry } = parts.settings
      const command = await ask((state): ChangeAgent => {
        const { id: agentId } = byNo(state.agents, 'agent', body.AgentID)
        const agent = seenAgent(state, actor, agentId)
        // Who only changes themselves is told of what differs, whether it can be read or not.
        if (managesAgent(state, actor, agent)) checkPhone(state, { actor, body, phoneCountry })
        return {
          do: 'changeAgent',
          agentId,
          name: body.Name,
          email: body.EmailAddress,
          role: roleOf(body.RoleID),
          ...availabilityIn(body.StatusID, agent),
          ...given({
            phone: phoneIn(body, phoneCountry),
            enabled: body.Enabled,
            notifications: body.Notifications?.map(() => 'unassigned-chats-waiting' as const),
            queues: queuesIn(state, body),
          }),
        }
      })
      return act(command, (state) => ({ Agent: presentAgent(state, state.agents.require(command.agentId)) }))
    },
  }),
]
