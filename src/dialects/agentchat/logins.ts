import Type from 'typebox'
import { askReset, setPasswordByCode } from '#desk/password-reset.ts'
import { signIn } from '#desk/sign-in.ts'
import type { Agent } from '#domain/agent/agent.ts'
import { type Instant, later } from '#domain/ids.ts'
import { passwordLength } from '#domain/login/password.ts'
import { Refused } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { AgentChatParts } from './agentchat.ts'
import { callerOf, notSignedIn, storedAs } from './auth.ts'
import { agentMethod, openMethod } from './method.ts'
import { presentAgent, presentDepartment, presentStatuses } from './present.ts'
import { At, closed, Done, done, No } from './schemas.ts'
import { AgentView, DepartmentView, StatusView } from './views.ts'
import { dateOf, roleIdOf } from './words.ts'

/** How long a session lasts from AgentLogon, and again from each KeepAlive (AC-11). */
const sessionLastsMs = 30 * 60_000
const tokenBytes = 16

const Lifetime = { ExpiresAt: At, LifetimeSeconds: Type.Integer({ description: 'From now to ExpiresAt' }) }
const Session = Type.Object(
  {
    SessionToken: Type.String({ description: '32 hexadecimal digits' }),
    ...Lifetime,
    Agent: AgentView,
    Role: Type.Object({ RoleID: Type.Integer({ description: '1 Agent, 2 Manager' }), Name: Type.String() }, closed),
    Departments: Type.Array(DepartmentView, { description: 'To which the agent belongs' }),
    Statuses: Type.Array(StatusView),
    OtherDepartments: Type.Array(Type.Object({ DepartmentID: No, Name: Type.String() }, closed), {
      description: 'To which chats can be transferred besides',
    }),
  },
  closed,
)

const EmailAddress = Type.String({ minLength: 1, maxLength: 200 })
const heading = 'Authentication'

/** An agent as the examples of this API show one. */
export const exampleAgent = {
  AgentID: 3,
  Name: 'Jack Rabbit',
  EmailAddress: 'jack@example.org',
  MobileNumber: '+27800000000',
  RoleID: 1,
  StatusID: 4,
  Notifications: ['UnassignedChatsWaiting' as const],
  DepartmentID: [1],
  Enabled: true,
}
const exampleDepartment = {
  DepartmentID: 1,
  Name: 'Support',
  IncludeInWelcomeMenu: true,
  NameInMenu: 'Help with your order',
  MenuIndex: 1,
  WelcomeNew: null,
  WelcomeReturning: null,
  Enabled: true,
  AutoTagID: [],
  AgentID: [3],
  UnassignedChats: 2,
}
const exampleLifetime = { ExpiresAt: '2026-11-21T09:00:00.000Z', LifetimeSeconds: 1_800 }

function presentLifetime(expiresAt: Instant, now: Instant) {
  return { ExpiresAt: dateOf(expiresAt), LifetimeSeconds: Math.floor((expiresAt - now) / 1_000) }
}

/** All that a desktop needs to begin: who one is, where one works, what one can choose (AC-30). */
function presentStart(state: DeskState, agent: Agent) {
  const own = state.queuesOf(agent.id)
  const queues = [...state.queues.values()].sort((a, b) => a.no - b.no)
  const others = queues.filter((queue) => queue.enabled && !own.has(queue.id) && state.rights.seesQueue(agent, queue))
  return {
    Agent: presentAgent(state, agent),
    Role: { RoleID: roleIdOf(agent), Name: agent.role === 'admin' ? 'Manager' : 'Agent' },
    Departments: queues.filter(({ id }) => own.has(id)).map((queue) => presentDepartment(state, queue)),
    Statuses: presentStatuses(),
    OtherDepartments: others.map(({ no, name }) => ({ DepartmentID: no, Name: name })),
  }
}

/** A session that ended between the look at it and the act: the same answer as a moment later. */
function ended(error: unknown): never {
  throw error instanceof Refused && error.refusal.code === 'login.not-found' ? notSignedIn() : error
}

/** Anyone may ask, but a token that is sent is one that counts (AC-32). */
async function checkToken({ desk, clock }: AgentChatParts, token: string): Promise<void> {
  if (token !== '') await desk.ask((state) => callerOf(state, token, clock.now()))
}

export const loginMethods = [
  openMethod({
    name: 'AgentLogon',
    verb: 'POST',
    heading,
    about: 'Logon the agent and return a session token, with what a desktop needs to begin',
    rules: ['AC-30'],
    body: { EmailAddress, Password: Type.String({ maxLength: 200 }) },
    answer: Session,
    example: {
      SessionToken: '3a4783a081028a59e7b35529a3f9ef22',
      ...exampleLifetime,
      Agent: exampleAgent,
      Role: { RoleID: 1, Name: 'Agent' },
      Departments: [exampleDepartment],
      Statuses: presentStatuses(),
      OtherDepartments: [{ DepartmentID: 2, Name: 'Sales' }],
    },
    run: async ({ parts, body, request }) => {
      const { ids, clock, desk } = parts
      const token = ids.hex(tokenBytes)
      const now = clock.now()
      const { agent, expiresAt } = await signIn(
        parts,
        { name: body.EmailAddress.trim(), password: body.Password, address: request.ip },
        { ...storedAs(token), use: 'desktop', expiresAt: later(now, sessionLastsMs) },
      )
      return desk.ask((state) => ({
        SessionToken: token,
        ...presentLifetime(expiresAt, now),
        ...presentStart(state, state.agents.require(agent.id)),
      }))
    },
  }),
  openMethod({
    name: 'SetPassword',
    verb: 'POST',
    heading,
    about: 'Set a new password by the code that was mailed; all sessions of the agent end',
    rules: ['AC-31'],
    body: {
      ResetCode: Type.String({ minLength: 1, maxLength: 100, examples: ['76897132458762458761243'] }),
      Password: Type.String({
        maxLength: 1_000,
        description: `The new one, ${passwordLength.least} to ${passwordLength.most} characters; missing in the vendor’s text`,
      }),
    },
    answer: Done,
    example: done,
    run: async ({ parts, body, request }) => {
      await setPasswordByCode(parts, { code: body.ResetCode, password: body.Password, address: request.ip })
      return done
    },
  }),
  openMethod({
    name: 'RequestPasswordReset',
    verb: 'GET',
    heading,
    about: 'Mail the agent a code for a new password, if there is such an agent',
    rules: ['AC-32'],
    query: {
      EmailAddress,
      SessionToken: Type.Optional(Type.String({ description: 'Not needed; one that is sent must count' })),
    },
    answer: Done,
    example: done,
    run: async ({ parts, query, request }) => {
      await checkToken(parts, query.SessionToken ?? '')
      askReset(parts, query.EmailAddress.trim(), request.ip)
      return done
    },
  }),
  agentMethod({
    name: 'AgentLogoff',
    verb: 'GET',
    heading,
    about: 'Log-off the agent and invalidate the session token',
    rules: ['AC-33'],
    answer: Done,
    example: done,
    run: async ({ act, login }) => act({ do: 'endLogin', loginId: login.id }, () => done).catch(ended),
  }),
]

/** Stands under another heading in the vendor's text. */
export const keepAlive = agentMethod({
  name: 'KeepAlive',
  verb: 'GET',
  heading: 'Agent/User',
  about: 'Keep the session active for another 30 minutes',
  rules: ['AC-51'],
  answer: Type.Object(Lifetime, closed),
  example: exampleLifetime,
  run: async ({ act, login, parts }) => {
    const now = parts.clock.now()
    const extended = { do: 'extendLogin', loginId: login.id, expiresAt: later(now, sessionLastsMs) } as const
    return act(extended, (state) => presentLifetime(state.logins.require(login.id).expiresAt, now)).catch(ended)
  },
})
