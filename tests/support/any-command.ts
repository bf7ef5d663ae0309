import { permissions, roleNames } from '#domain/access/permission.ts'
import { availabilities, builtInAwayReasons, notificationNames } from '#domain/agent/agent.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Command } from '#domain/commands.ts'
import type {
  AgentId,
  ApiKeyId,
  AttachmentId,
  AwayReasonId,
  CertificateId,
  ChatId,
  CustomerId,
  CustomerNoteId,
  DispositionId,
  FlowId,
  HoursId,
  Instant,
  LoginId,
  MessageId,
  OutageId,
  QueueId,
  ReportRunId,
} from '#domain/ids.ts'
import { type EntryTable, entryTables } from '#domain/organisation/entries.ts'
import { defaultQueueSettings } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'
import type { Together } from '#domain/together.ts'
import type { Random } from './random.ts'
import type { RandomCentre } from './random-centre.ts'

export interface Asked {
  readonly chatId: ChatId
  readonly customerId: CustomerId
}

/** What a command is made about: an agent and a chat that fit each other or do not. */
export interface About {
  readonly agentId: AgentId
  readonly chat: Asked
}

type Makers = { readonly [Name in Command['do']]: (about: About) => Extract<Command, { do: Name }> }

const noDay = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const allDays = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])) as {
  readonly [day in keyof typeof noDay]: { readonly from: string; readonly to: string }[]
}

/** Makes every command there is, about anything: sensible ones, and many that must be refused. */
export class AnyCommand {
  readonly names: readonly Command['do'][]
  readonly #random: Random
  readonly #centre: RandomCentre
  readonly #state: () => DeskState
  readonly #makers: Makers

  constructor(random: Random, centre: RandomCentre, state: () => DeskState) {
    this.#random = random
    this.#centre = centre
    this.#state = state
    this.#makers = { ...this.#ofChats(), ...this.#ofOrganisation(), ...this.#ofPeople() }
    this.names = Object.keys(this.#makers) as Command['do'][]
  }

  make(name: Command['do'], about: About): Command {
    return this.#makers[name](about)
  }

  #ofChats() {
    const random = this.#random
    const centre = this.#centre
    const messageId = () => random.uuid() as MessageId
    const to = () => (random.next() < 0.5 ? { queueId: this.#queueId() } : { agentId: this.#agentId() })
    const text = () =>
      random.pick([' ', '1', '2', '/agent', ...Array.from({ length: 16 }, () => `words ${random.below(1000)}`)])
    return {
      answerBot: ({ chat }) => ({
        do: 'answerBot',
        chatId: chat.chatId,
        askNo: 1 + random.below(3),
        lines: [random.pick(['Yes', '/agent', '/end', '/transfer 2'])],
      }),
      failBot: ({ chat }) => ({ do: 'failBot', chatId: chat.chatId, askNo: 1 + random.below(3) }),
      acceptOffer: ({ chat }) => ({ do: 'acceptOffer', chatId: chat.chatId }),
      declineOffer: ({ chat }) => ({ do: 'declineOffer', chatId: chat.chatId }),
      grabChat: ({ chat }) => ({ do: 'grabChat', chatId: random.next() < 0.6 ? chat.chatId : null }),
      assignChat: ({ chat }) => ({ do: 'assignChat', chatId: chat.chatId, agentId: this.#agentId() }),
      reassignChats: ({ chat, agentId }) => ({
        do: 'reassignChats',
        from: random.next() < 0.5 ? { agentId } : { chatIds: [chat.chatId, ...this.#chatIds(2)] },
        to: to(),
      }),
      transferChat: ({ chat }) => ({ do: 'transferChat', chatId: chat.chatId, to: to() }),
      takeBackTransfer: ({ chat }) => ({ do: 'takeBackTransfer', chatId: chat.chatId }),
      bringIn: ({ chat }) => ({
        do: 'bringIn',
        chatId: chat.chatId,
        agentId: this.#agentId(),
        purpose: random.pick(['consult', 'invite'] as const),
      }),
      completeConsult: ({ chat }) => ({ do: 'completeConsult', chatId: chat.chatId, agentId: this.#insider(chat) }),
      leaveChat: ({ chat }) => ({
        do: 'leaveChat',
        chatId: chat.chatId,
        agentId: random.next() < 0.5 ? null : this.#insider(chat),
      }),
      watchChat: ({ chat }) => ({
        do: 'watchChat',
        chatId: chat.chatId,
        part: random.pick(['silent', 'whisper'] as const),
      }),
      bargeIn: ({ chat }) => ({ do: 'bargeIn', chatId: chat.chatId }),
      takeOver: ({ chat }) => ({ do: 'takeOver', chatId: chat.chatId }),
      holdChat: ({ chat }) => ({ do: 'holdChat', chatId: chat.chatId }),
      resumeChat: ({ chat }) => ({ do: 'resumeChat', chatId: chat.chatId }),
      closeChat: ({ chat }) => ({ do: 'closeChat', chatId: chat.chatId }),
      finishWrapUp: ({ chat }) => ({ do: 'finishWrapUp', chatId: chat.chatId }),
      rateChat: ({ chat }) => ({ do: 'rateChat', chatId: chat.chatId, score: 1 + random.below(5), comment: null }),
      markChat: ({ chat }) => ({
        do: 'markChat',
        chatId: chat.chatId,
        delivered: random.below(9),
        read: random.below(9),
      }),
      noteReportRun: () => ({
        do: 'noteReportRun',
        runId: this.#id('reportRuns') as ReportRunId,
        outcome: random.pick([
          { kind: 'sent' },
          { kind: 'failed', reason: 'no mail server', retryAt: this.#soon() },
        ] as const),
      }),
      noteLook: ({ chat }) => ({ do: 'noteLook', chatId: chat.chatId, what: 'transcript' }),
      noteCustomerPresence: ({ chat }) => ({
        do: 'noteCustomerPresence',
        chatId: chat.chatId,
        present: random.next() < 0.7,
      }),
      openChat: ({ chat }) => ({
        do: 'openChat',
        chatId: chat.chatId,
        customerId: chat.customerId,
        secretHash: 'h',
        queueId: random.next() < 0.9 ? this.#queueId() : null,
        flowId: random.next() < 0.1 ? (this.#id('flows') as FlowId) : null,
        name: `Customer ${chat.customerId.slice(0, 13)}`,
        email: `${random.next() < 0.3 ? random.below(9) : chat.customerId.slice(0, 13)}@example.com`,
        pageUrl: null,
        locale: null,
        message: { id: messageId(), text: text() },
        ...(random.next() < 0.4 && {
          wish: {
            priority: random.below(10),
            needs: centre.needs(),
            tagIds: this.#ids('tags', 1),
            ...(random.next() < 0.3 && {
              agent: { agentId: this.#agentId(), why: random.pick(['preferred', 'required'] as const), waitMs: 60_000 },
            }),
          },
        }),
      }),
      postMessage: ({ chat }) => ({
        do: 'postMessage',
        chatId: chat.chatId,
        messageId: messageId(),
        content: this.#content(text),
      }),
      postAside: ({ chat }) => ({
        do: 'postAside',
        chatId: chat.chatId,
        messageId: messageId(),
        kind: random.pick(['note', 'whisper', 'consult'] as const),
        text: `aside ${text()}`,
      }),
      storeAttachment: ({ chat }) => ({
        do: 'storeAttachment',
        chatId: chat.chatId,
        attachmentId: random.uuid() as AttachmentId,
        name: 'a.txt',
        mediaType: 'text/plain',
        byteCount: 1,
        sha256: 'ab',
      }),
      introduceSelf: ({ chat }) => ({
        do: 'introduceSelf',
        chatId: chat.chatId,
        name: random.pick([null, 'Kim', `Customer ${chat.customerId.slice(0, 13)}`]),
        email: random.pick([null, `${random.below(9)}@example.com`]),
        attributes: { [random.pick(['platform', '\u0000'])]: random.pick(['1', '2']) },
      }),
      setAttributes: ({ chat }) => ({
        do: 'setAttributes',
        chatId: chat.chatId,
        attributes: { [random.pick(['order', 'tone', '\u0000'])]: random.pick(['1', '2', null]) },
      }),
      setDisposition: ({ chat }) => ({
        do: 'setDisposition',
        chatId: chat.chatId,
        dispositionId: this.#id('dispositions') as DispositionId,
      }),
      setResolved: ({ chat }) => ({ do: 'setResolved', chatId: chat.chatId, resolved: random.next() < 0.5 }),
      setRecording: ({ chat }) => ({ do: 'setRecording', chatId: chat.chatId, recorded: random.next() < 0.3 }),
      tagChat: ({ chat }) => ({ do: 'tagChat', chatId: chat.chatId, tagIds: this.#ids('tags', 2) }),
      together: (about) => ({ do: 'together', commands: this.#independent(about) }),
      untagChat: ({ chat }) => ({ do: 'untagChat', chatId: chat.chatId, tagIds: this.#ids('tags', 2) }),
      receiveMessage: ({ chat }) => ({
        do: 'receiveMessage',
        channel: random.pick(['sms', 'whatsapp']),
        phone: `+4930${1_000_000 + random.below(9)}`,
        name: random.next() < 0.5 ? null : 'Kim',
        messageId: messageId(),
        fileMessageId: messageId(),
        text: random.next() < 0.8 ? text() : null,
        attachment:
          random.next() < 0.3
            ? {
                attachmentId: random.uuid() as AttachmentId,
                ...{ name: 'a.txt', mediaType: 'text/plain', byteCount: 1, sha256: 'ab' },
              }
            : null,
        chatId: chat.chatId,
        customerId: chat.customerId,
        secretHash: 'h',
      }),
      noteDelivery: () => ({
        do: 'noteDelivery',
        deliveryId: this.#id('deliveries') as MessageId,
        outcome: random.pick([{ sent: true }, { failed: 'busy', retryAt: this.#soon() }] as const),
      }),
      confirmDelivery: () => ({
        do: 'confirmDelivery',
        deliveryId: this.#id('deliveries') as MessageId,
        channel: random.pick(['sms', 'whatsapp']),
        mark: random.pick(['delivered', 'read'] as const),
      }),
      replayDelivery: () => ({ do: 'replayDelivery', deliveryId: this.#id('deliveries') as MessageId }),
      passTime: () => ({ do: 'passTime' }),
    } satisfies Partial<Makers>
  }

  #ofOrganisation() {
    const random = this.#random
    const centre = this.#centre
    const unitId = () => centre.some(centre.unitIds)
    const name = () => (random.next() < 0.9 ? `New ${random.uuid().slice(0, 8)}` : 'Same')
    return {
      addQueue: () => ({
        do: 'addQueue',
        queueId: random.uuid() as QueueId,
        settings: { ...defaultQueueSettings, name: name(), ...centre.queueSettings(unitId()) },
      }),
      changeQueue: () => {
        const whole = Object.entries(centre.queueSettings(unitId()))
        const settings = Object.fromEntries(whole.filter(([field]) => field !== 'unitId' && random.next() < 0.3))
        const more = random.next() < 0.1 ? { enabled: random.next() < 0.6 } : {}
        return { do: 'changeQueue', queueId: this.#queueId(), settings: { ...settings, ...more } }
      },
      removeQueue: () => ({ do: 'removeQueue', queueId: this.#unusedQueueId() }),
      addEntry: () => this.#entry('addEntry', random.pick(entryTables)),
      changeEntry: () => this.#entry('changeEntry', random.pick(entryTables)),
      removeEntry: () => {
        const table = random.pick(entryTables)
        return { do: 'removeEntry', table, id: this.#id(table) }
      },
      changeCentre: () => ({
        do: 'changeCentre',
        settings: {
          lostGraceMs: random.pick([20_000, 60_000]),
          hoursId: random.next() < 0.2 ? centre.some(centre.hoursIds) : null,
          ...(random.next() < 0.3 && { welcomeFlowId: this.#id('flows') as FlowId }),
        },
      }),
      setCentreHours: () => ({
        do: 'setCentreHours',
        hoursId: random.uuid() as HoursId,
        week: random.pick([
          { ...noDay, 1: [{ from: '09:00', to: '17:00' }] },
          { ...allDays, 2: [{ from: '17:00', to: random.pick(['09:00', '9']) }] },
        ]),
      }),
      changeRole: () => ({
        do: 'changeRole',
        role: random.pick(roleNames),
        permissions: permissions.filter(() => random.next() < 0.4),
      }),
      announceOutage: () => ({
        do: 'announceOutage',
        outageId: random.uuid() as OutageId,
        settings: {
          queueId: this.#queueId(),
          title: 'Down',
          text: '',
          planned: false,
          startsAt: null,
          endsAt: this.#soon(),
        },
      }),
      changeOutage: () => ({
        do: 'changeOutage',
        outageId: this.#id('outages') as OutageId,
        settings: { title: name(), ...(random.next() < 0.5 && { endsAt: this.#soon() }) },
      }),
      endOutage: () => ({ do: 'endOutage', outageId: this.#id('outages') as OutageId }),
    } satisfies Partial<Makers>
  }

  #ofPeople() {
    const random = this.#random
    const centre = this.#centre
    const email = () => (random.next() < 0.8 ? `${random.uuid().slice(0, 13)}@example.org` : this.#someEmail())
    return {
      addAgent: () => ({
        do: 'addAgent',
        agentId: random.uuid() as AgentId,
        name: `Name ${random.uuid().slice(0, 13)}`,
        email: email(),
        passwordHash: 'x',
        teamId: centre.some(centre.teamIds),
        ...(random.next() < 0.05 && { role: 'admin' as const }),
        ...this.#queuesOfAgent(),
      }),
      changeAgent: () => ({
        do: 'changeAgent',
        agentId: this.#agentId(),
        ...(random.next() < 0.3 && { teamId: centre.some(centre.teamIds) }),
        ...(random.next() < 0.2 && { email: email() }),
        ...(random.next() < 0.2 && { maxPerDay: random.below(3) * 6 }),
        ...(random.next() < 0.2 && { enabled: random.next() < 0.8 }),
        ...this.#queuesOfAgent(),
        ...(random.next() < 0.2 && { availability: random.pick(availabilities) }),
        ...(random.next() < 0.1 && { awayReason: random.pick(this.#awayReasons()) }),
        ...(random.next() < 0.1 && { notifications: [...notificationNames] }),
        ...(random.next() < 0.2 && { skills: centre.few(centre.skillIds).map((skillId) => ({ skillId, level: 1 })) }),
      }),
      setAvailability: ({ agentId }) => {
        const availability = random.next() < 0.8 ? 'available' : random.pick(availabilities)
        return {
          do: 'setAvailability',
          agentId: random.next() < 0.8 ? agentId : this.#agentId(),
          availability,
          awayReason: availability === 'away' ? random.pick(this.#awayReasons()) : null,
        }
      },
      suspendAgent: () => ({ do: 'suspendAgent', agentId: this.#agentId() }),
      resumeAgent: () => ({ do: 'resumeAgent', agentId: this.#agentId() }),
      noteAgentPresence: ({ agentId }) => ({ do: 'noteAgentPresence', agentId, present: random.next() < 0.8 }),
      setPassword: () => ({ do: 'setPassword', passwordHash: 'y', loginId: this.#id('logins') as LoginId }),
      startLogin: ({ agentId }) => ({
        do: 'startLogin',
        loginId: random.uuid() as LoginId,
        agentId,
        secretHash: 's',
        use: random.pick(['page', 'program', 'desktop'] as const),
        expiresAt: (this.#state().at + 600_000) as Instant,
      }),
      extendLogin: ({ agentId }) => ({
        do: 'extendLogin',
        loginId: this.#loginOf(agentId),
        expiresAt: (this.#state().at + 500_000 + random.below(700_000)) as Instant,
      }),
      askPasswordReset: ({ agentId }) => ({
        do: 'askPasswordReset',
        agentId,
        codeHash: `code ${random.below(20)}`,
        expiresAt: (this.#state().at + 300_000) as Instant,
      }),
      resetPassword: () => {
        const asked = [...this.#state().passwordResets.values()].map(({ codeHash }) => codeHash)
        const codeHash = asked.length > 0 && random.next() < 0.7 ? random.pick(asked) : `code ${random.below(20)}`
        return { do: 'resetPassword', codeHash, passwordHash: 'z' }
      },
      makeApiKey: ({ agentId }) => ({
        do: 'makeApiKey',
        agentId: random.next() < 0.7 ? agentId : this.#agentId(),
        keyId: random.uuid() as ApiKeyId,
      }),
      removeApiKey: ({ agentId }) => ({
        do: 'removeApiKey',
        agentId: random.next() < 0.7 ? agentId : this.#agentId(),
      }),
      noteApiKeyUse: () => ({ do: 'noteApiKeyUse', keyId: this.#id('apiKeys') as ApiKeyId }),
      noteReport: () => ({
        do: 'noteReport',
        report: 'agents',
        queueIds: random.next() < 0.3 ? null : [this.#queueId(), this.#queueId()],
        from: (this.#state().at - 86_400_000) as Instant,
        to: this.#state().at,
        zone: 'Europe/Berlin',
      }),
      endLogin: ({ agentId }) => ({ do: 'endLogin', loginId: this.#loginOf(agentId) }),
      changeCustomer: ({ chat }) => ({
        do: 'changeCustomer',
        customerId: chat.customerId,
        ...(random.next() < 0.5 && { name: `Customer ${random.uuid().slice(0, 13)}` }),
        ...(random.next() < 0.5 && { email: `${random.below(9)}@example.com` }),
      }),
      mergeCustomers: ({ chat }) => ({ do: 'mergeCustomers', fromId: this.#customerId(), intoId: chat.customerId }),
      undoMerge: ({ chat }) => ({
        do: 'undoMerge',
        customerId: random.next() < 0.5 ? this.#merged() : chat.customerId,
      }),
      noteCustomer: ({ chat }) => ({
        do: 'noteCustomer',
        customerId: chat.customerId,
        noteId: random.uuid() as CustomerNoteId,
        text: 'likes tea',
      }),
      eraseCustomer: ({ chat }) => ({
        do: 'eraseCustomer',
        customerId: chat.customerId,
        certificateId: random.uuid() as CertificateId,
      }),
    } satisfies Partial<Makers>
  }

  #entry<Do extends 'addEntry' | 'changeEntry'>(verb: Do, table: EntryTable): Extract<Command, { do: Do }> {
    const random = this.#random
    const centre = this.#centre
    const name = `Entry ${random.uuid().slice(0, 8)}`
    const unitId = centre.some(centre.unitIds)
    const settings = {
      businessUnits: { name, hoursId: centre.some(centre.hoursIds) },
      teams: { name, unitId },
      groups: { name, teamIds: centre.few(centre.teamIds) },
      authorizations: { agentId: this.#agentId(), level: centre.level(), role: centre.role() },
      skills: { name },
      awayReasons: { name, unitId, enabled: true },
      tagGroups: { name, enabled: true },
      tags: { name, groupId: null, enabled: true },
      dispositions: { name, unitId, parentId: centre.some(centre.dispositionIds), enabled: true },
      hours: { name },
      flows: { name },
      cannedResponses: { name, text: 'Good day!' },
      recipients: { name, email: `${random.uuid()}@example.org` },
      reportSchedules: {
        recipientId: this.#id('recipients'),
        ownerId: this.#agentId(),
        reportNo: 1,
        groupings: ['week'],
        days: [1, 2, 3, 4, 5, 6, 7],
        time: this.#timeSoon(),
      },
    }[table]
    const whole = table === 'hours' ? { zone: 'UTC', week: {}, exceptions: [] } : table === 'flows' ? this.#flow() : {}
    const id = verb === 'addEntry' ? random.uuid() : this.#id(table)
    const given = verb === 'addEntry' ? { ...whole, ...settings } : settings
    return { do: verb, table, id, settings: given } as unknown as Extract<Command, { do: Do }>
  }

  /** A menu with a program behind one choice and people behind the other. */
  #flow() {
    const queueId = this.#queueId()
    const waits = { timeoutMs: 30_000, onTimeout: 'people' }
    const again = { retryText: 'Which?', maxRetries: 1, onRetriesSpent: 'bye' }
    const choices = [
      { key: '1', label: 'People', next: 'people', sets: { attributes: { about: 'people' } } },
      { key: '2', label: 'Program', next: 'robot' },
    ]
    const robot = { kind: 'bot', url: 'https://bot.example.org', timeoutMs: 10_000, onFailure: 'people' }
    return {
      startNodeId: 'menu',
      nodes: [
        { id: 'menu', kind: 'menu', text: 'What?', choices, ...waits, ...again },
        { id: 'robot', ...robot, silenceMs: 60_000, onSilence: 'bye' },
        { id: 'people', kind: 'queue', queueId },
        { id: 'bye', kind: 'end' },
      ],
    }
  }

  #queuesOfAgent() {
    if (this.#random.next() < 0.8) return {}
    const ids = Array.from({ length: this.#random.below(4) }, () => this.#queueId())
    return { queues: { ids, receivesChats: this.#random.next() < 0.8 } }
  }

  #awayReasons(): (AwayReasonId | null)[] {
    return [null, ...builtInAwayReasons, this.#id('awayReasons') as AwayReasonId]
  }

  /** Of each verb at most one, but now and then one twice. */
  #independent(about: About): Together['commands'] {
    const { changeCustomer, noteCustomer, tagChat } = this.#makers
    const commands = [changeCustomer(about), noteCustomer(about), tagChat(about), tagChat(about)]
    return commands.filter((_, at) => this.#random.next() < (at < 3 ? 0.6 : 0.05))
  }

  /** A text, now and then one made from a canned response, or a file. */
  #content(text: () => string): Extract<Command, { readonly do: 'postMessage' }>['content'] {
    const fate = this.#random.next()
    if (fate >= 0.9) return { attachmentId: this.#id('attachments') as AttachmentId }
    const [canned] = this.#state().cannedResponses.values()
    return { text: text(), ...(canned && fate < 0.1 && { cannedResponseId: canned.id }) }
  }

  #id(
    table:
      | EntryTable
      | 'reportRuns'
      | 'apiKeys'
      | 'outages'
      | 'logins'
      | 'attachments'
      | 'agents'
      | 'queues'
      | 'customers'
      | 'deliveries',
  ): string {
    const ids = [...this.#state()[table].values()].map(({ id }) => id as string)
    return ids.length > 0 && this.#random.next() < 0.97 ? this.#random.pick(ids) : this.#random.uuid()
  }

  #ids<Id>(table: 'tags', most: number): Id[] {
    return Array.from({ length: 1 + this.#random.below(most) }, () => this.#id(table) as Id)
  }

  #chatIds(count: number): ChatId[] {
    const open = [...this.#state().chats.values()].map(({ id }) => id)
    return open.length > 0 ? Array.from({ length: this.#random.below(count + 1) }, () => this.#random.pick(open)) : []
  }

  #agentId(): AgentId {
    return this.#id('agents') as AgentId
  }

  /** Mostly one of their own, so that it is not only refused. */
  #loginOf(agentId: AgentId): LoginId {
    const own = [...this.#state().logins.values()].filter((login) => login.agentId === agentId)
    return own.length > 0 && this.#random.next() < 0.9 ? this.#random.pick(own).id : (this.#id('logins') as LoginId)
  }

  /** Mostly one to which no chat ever came. */
  #unusedQueueId(): QueueId {
    const unused = [...this.#state().queues.values()].filter(({ hadChats }) => !hadChats)
    return unused.length > 0 && this.#random.next() < 0.9 ? this.#random.pick(unused).id : this.#queueId()
  }

  #queueId(): QueueId {
    return this.#id('queues') as QueueId
  }

  #someEmail(): string {
    return this.#random.pick([...this.#state().agents.values()]).email
  }

  #customerId(): CustomerId {
    return this.#id('customers') as CustomerId
  }

  #merged(): CustomerId {
    const merged = [...this.#state().customers.values()].filter(({ mergedIntoId }) => mergedIntoId !== null)
    return merged.length > 0 ? this.#random.pick(merged).id : this.#customerId()
  }

  #insider({ chatId }: Asked): AgentId {
    const chat: Chat | undefined = this.#state().chats.get(chatId)
    const inside = chat?.phase === 'active' ? chat.participants : []
    return inside.length > 0 ? this.#random.pick(inside).agentId : this.#agentId()
  }

  /** On the clock within the hour, so that it comes while the story is told. */
  #timeSoon(): string {
    return new Date(this.#state().at + this.#random.below(3_600_000)).toISOString().slice(11, 16)
  }

  #soon(): Instant | null {
    return this.#random.next() < 0.5 ? null : ((this.#state().at + 60_000 + this.#random.below(600_000)) as Instant)
  }
}
