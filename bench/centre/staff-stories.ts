import type {
  AgentId,
  ApiKeyId,
  Instant,
  LoginId,
  OutageId,
  RecipientId,
  ReportRunId,
  ReportScheduleId,
} from '#domain/ids.ts'
import { setAvailable, type WholeCentre } from './build.ts'
import type { People } from './people.ts'
import { common, rare, type Stories } from './story.ts'

type Here =
  | 'addAgent'
  | 'announceOutage'
  | 'askPasswordReset'
  | 'changeAgent'
  | 'changeOutage'
  | 'endLogin'
  | 'endOutage'
  | 'extendLogin'
  | 'makeApiKey'
  | 'noteAgentPresence'
  | 'noteApiKeyUse'
  | 'noteReport'
  | 'noteReportRun'
  | 'passTime'
  | 'removeApiKey'
  | 'resetPassword'
  | 'resumeAgent'
  | 'setAvailability'
  | 'setPassword'
  | 'startLogin'
  | 'suspendAgent'

/** People come, go and are looked after; and time passes. */
export function staffStories(
  { centre, admin, skills, teams, agents }: WholeCentre,
  people: People,
): Pick<Stories, Here> {
  const { random, state } = centre
  const chief = centre.as(admin)
  const login = (agentId: AgentId) => {
    const expiresAt = (centre.now + 86_400_000) as Instant
    return { do: 'startLogin', loginId: centre.id<LoginId>(), agentId, secretHash: '', use: 'page', expiresAt } as const
  }
  for (const agentId of agents) centre.do(login(agentId))
  const reset = (agentId: AgentId) => {
    const expiresAt = (centre.now + 1_800_000) as Instant
    return { do: 'askPasswordReset', agentId, codeHash: `code of ${agentId}`, expiresAt } as const
  }
  const key = (agentId: AgentId) => ({ do: 'makeApiKey', agentId, keyId: centre.id<ApiKeyId>() }) as const
  // As many as there may be: a new one takes the place of one among them.
  for (const agentId of agents) centre.do(key(agentId), centre.as(agentId))
  const outage = () => {
    const outageId = centre.id<OutageId>()
    const settings = {
      queueId: people.anyQueue(),
      title: 'Down',
      text: '',
      planned: false,
      startsAt: null,
      endsAt: null,
    }
    return { do: 'announceOutage', outageId, settings } as const
  }
  const announced = () => {
    const command = outage()
    centre.do(command, chief)
    return command.outageId
  }
  const scheduleId = centre.id<ReportScheduleId>()
  const recipientId = centre.id<RecipientId>()
  const reader = { name: 'Reader', email: 'reader@example.org' }
  centre.do({ do: 'addEntry', table: 'recipients', id: recipientId, settings: reader }, chief)
  const times = { days: [1, 2, 3, 4, 5, 6, 7], time: '08:00', groupings: ['week'] } as const
  const settings = { recipientId, reportNo: 1, ownerId: admin, ...times }
  centre.do({ do: 'addEntry', table: 'reportSchedules', id: scheduleId, settings }, chief)
  /** A run that waits to be sent, as if time had come to it. */
  const dueReport = () => {
    const id = centre.id<ReportRunId>()
    const run = { id, scheduleId, dueAt: centre.now as Instant, at: centre.now as Instant, attempts: 0, error: null }
    state.reportRuns.put({ ...run, state: 'pending', nextAt: run.at })
    return id
  }
  let goes: AgentId | null = null
  return {
    setAvailability: {
      times: common * 2,
      // By turns somebody goes, and somebody with room for a chat is back.
      next: () => {
        const agentId = goes ?? people.anyone()
        const availability = goes ? 'available' : 'away'
        return {
          command: { do: 'setAvailability', agentId, availability, awayReason: null },
          actor: centre.as(agentId),
        }
      },
      after: ({ agentId, availability }) => {
        if (availability === 'away') people.makeRoom((goes = agentId))
        else {
          goes = null
          people.topUp(agentId)
        }
      },
    },
    noteAgentPresence: {
      times: common,
      next: () => {
        const agentId = people.anyone()
        return { command: { do: 'noteAgentPresence', agentId, present: !state.agents.require(agentId).live } }
      },
      after: ({ agentId, present }) => {
        if (!present) centre.do({ do: 'noteAgentPresence', agentId, present: true })
      },
    },
    suspendAgent: {
      times: common,
      next: () => ({ command: { do: 'suspendAgent', agentId: people.anyone() }, actor: chief }),
      after: ({ agentId }) => centre.do({ do: 'resumeAgent', agentId }, chief),
    },
    resumeAgent: {
      times: common,
      next: () => {
        const agentId = people.anyone()
        centre.do({ do: 'suspendAgent', agentId }, chief)
        people.makeRoom(agentId)
        return { command: { do: 'resumeAgent', agentId }, actor: chief }
      },
      after: ({ agentId }) => people.topUp(agentId),
    },
    startLogin: {
      times: common,
      next: () => ({ command: login(people.anyone()) }),
      after: ({ loginId, agentId }) => centre.do({ do: 'endLogin', loginId }, centre.as(agentId)),
    },
    endLogin: {
      times: common,
      next: () => {
        const command = login(people.anyone())
        centre.do(command)
        return { command: { do: 'endLogin', loginId: command.loginId }, actor: centre.as(command.agentId) }
      },
    },
    extendLogin: {
      times: common,
      next: () => {
        const { loginId, agentId, ...command } = login(people.anyone())
        centre.do({ ...command, loginId, agentId })
        const expiresAt = (command.expiresAt + 3_600_000) as Instant
        return { command: { do: 'extendLogin', loginId, expiresAt }, actor: centre.as(agentId) }
      },
      after: ({ loginId }, actor) => centre.do({ do: 'endLogin', loginId }, actor),
    },
    makeApiKey: { times: rare, next: () => ({ command: key(people.anyone()), actor: chief }) },
    removeApiKey: {
      times: rare,
      next: () => ({ command: { do: 'removeApiKey', agentId: people.anyone() }, actor: chief }),
      after: ({ agentId }) => centre.do(key(agentId), chief),
    },
    noteApiKeyUse: {
      times: common,
      next: () => {
        const command = key(people.anyone())
        centre.do(command, chief)
        return { command: { do: 'noteApiKeyUse', keyId: command.keyId } }
      },
    },
    noteReport: {
      times: common,
      next: () => {
        const [from, to] = [(centre.now - 86_400_000) as Instant, centre.now as Instant]
        const asked = { report: 'agents', queueIds: null, from, to, zone: 'Europe/Berlin' }
        return { command: { do: 'noteReport', ...asked }, actor: centre.as(people.anyone()) }
      },
    },
    askPasswordReset: { times: rare, next: () => ({ command: reset(people.anyone()) }) },
    resetPassword: {
      times: rare,
      next: () => {
        const command = reset(people.anyone())
        centre.do(command)
        return { command: { do: 'resetPassword', codeHash: command.codeHash, passwordHash: 'x' } }
      },
      after: (_command, _actor, events) => {
        for (const event of events) {
          if (event.type !== 'login.ended') continue
          centre.do(login(event.agentId))
          people.topUp(event.agentId)
        }
      },
    },
    setPassword: {
      times: rare,
      next: () => {
        const command = login(people.anyone())
        centre.do(command)
        return {
          command: { do: 'setPassword', passwordHash: 'x', loginId: command.loginId },
          actor: centre.as(command.agentId),
        }
      },
    },
    addAgent: {
      times: rare,
      next: (round) => {
        const words = { name: `New ${round}`, email: `new${centre.now}@example.org`, loginName: `new${centre.now}` }
        const settings = { teamId: random.pick(teams), skills: [{ skillId: random.pick(skills), level: 2 }] }
        return {
          command: { do: 'addAgent', agentId: centre.id<AgentId>(), passwordHash: '', ...words, ...settings },
          actor: chief,
        }
      },
    },
    changeAgent: {
      times: rare,
      next: (round) => {
        const agentId = people.anyone()
        const knows = { skills: [{ skillId: random.pick(skills), level: 1 + random.below(5) }] }
        const is = { email: `${centre.now}@example.org`, teamId: random.pick(teams) }
        return { command: { do: 'changeAgent', agentId, ...(round % 2 ? knows : is) }, actor: chief }
      },
    },
    announceOutage: {
      times: rare,
      next: () => ({ command: outage(), actor: chief }),
      after: ({ outageId }) => centre.do({ do: 'endOutage', outageId }, chief),
    },
    changeOutage: {
      times: rare,
      next: () => ({
        command: { do: 'changeOutage', outageId: announced(), settings: { text: 'Soon' } },
        actor: chief,
      }),
      after: ({ outageId }) => centre.do({ do: 'endOutage', outageId }, chief),
    },
    endOutage: {
      times: rare,
      next: () => ({ command: { do: 'endOutage', outageId: announced() }, actor: chief }),
    },
    noteReportRun: {
      times: rare,
      next: () => ({ command: { do: 'noteReportRun', runId: dueReport(), outcome: { kind: 'sent' } } }),
    },
    passTime: {
      times: common,
      // By turns an offer lapses, or its paperwork time ends for one who talked.
      next: (round) => {
        if (round % 2) people.ring()
        else people.beginWrapUp()
        centre.now = Math.max(centre.now, state.deadlines.first()?.at ?? 0)
        return { command: { do: 'passTime' } }
      },
      after: (_command, _actor, events) => {
        for (const event of events) {
          if (event.type === 'chat.wrapUpFinished') people.closed(event.chatId)
          if (event.type === 'chat.offerLapsed') for (const agentId of event.agentIds) setAvailable(centre, agentId)
        }
        people.topUpAll()
      },
    },
  }
}
