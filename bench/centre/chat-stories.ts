import type { Actor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { AgentId, AttachmentId, ChatId, MessageId } from '#domain/ids.ts'
import type { WholeCentre } from './build.ts'
import type { People } from './people.ts'
import { common, type Stories } from './story.ts'

type Here =
  | 'acceptOffer'
  | 'assignChat'
  | 'closeChat'
  | 'declineOffer'
  | 'finishWrapUp'
  | 'grabChat'
  | 'introduceSelf'
  | 'markChat'
  | 'noteCustomerPresence'
  | 'noteLook'
  | 'openChat'
  | 'postAside'
  | 'postMessage'
  | 'rateChat'
  | 'setAttributes'
  | 'setDisposition'
  | 'setRecording'
  | 'setResolved'
  | 'storeAttachment'
  | 'tagChat'
  | 'untagChat'

/** From the door to the rating. */
export function chatStories({ centre, admin, tags, dispositions }: WholeCentre, people: People): Pick<Stories, Here> {
  const { random, state } = centre
  const times = common
  const chief = centre.as(admin)
  const asked = (chat: Chat): Actor => ({
    kind: 'customer',
    customerId: chat.customerId,
    chatId: chat.id,
    via: 'bench',
  })
  const say = (chat: Chat, actor: Actor) => {
    const [messageId, content] = [centre.id<MessageId>(), { text: 'Hello, how can I help?' }]
    return { command: { do: 'postMessage', chatId: chat.id, messageId, content }, actor } as const
  }
  const ofTalk = <Command>(command: (chatId: ChatId, agentId: AgentId) => Command) => ({
    times,
    next: () => {
      const { chat, owner } = people.talk()
      return { command: command(chat.id, chat.agentId), actor: owner }
    },
  })
  return {
    openChat: {
      times,
      next: (round) => {
        const message = { id: centre.id<MessageId>(), text: 'Is anybody there?' }
        const email = round % 3 ? null : `${round}@customers.example`
        return { command: centre.newcomer(people.anyQueue(), { message, email, wish: { attributes: { page: '/' } } }) }
      },
      after: () => people.serveOne(),
    },
    acceptOffer: {
      times,
      next: () => {
        const { chatId, agentId } = people.ring()
        return { command: { do: 'acceptOffer', chatId }, actor: centre.as(agentId) }
      },
    },
    declineOffer: {
      times,
      next: () => {
        const { chatId, agentId } = people.ring()
        return { command: { do: 'declineOffer', chatId }, actor: centre.as(agentId) }
      },
      after: (_, actor) => people.topUp(actor.agentId),
    },
    assignChat: {
      times,
      next: () => ({
        command: { do: 'assignChat', chatId: centre.waiting().id, agentId: people.withRoom() },
        actor: chief,
      }),
      after: ({ agentId }) => people.topUp(agentId),
    },
    grabChat: {
      times,
      next: () => {
        const agentId = people.withRoom()
        const chatId = centre.waiting(people.queueOf(agentId)).id
        return { command: { do: 'grabChat', chatId }, actor: centre.as(agentId) }
      },
      after: (_, actor) => people.topUp(actor.agentId),
    },
    postMessage: {
      times: times * 4,
      next: (round) => {
        const { chat, owner } = people.talk()
        return say(chat, round % 2 ? owner : asked(chat))
      },
    },
    markChat: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        const { command, actor } = say(chat, asked(chat))
        centre.do(command, actor)
        const { lastSeq } = centre.chat(chat.id)
        return { command: { do: 'markChat', chatId: chat.id, delivered: lastSeq, read: lastSeq }, actor: owner }
      },
    },
    closeChat: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        return { command: { do: 'closeChat', chatId: chat.id }, actor: owner }
      },
      after: ({ chatId }, actor) => {
        people.closed(chatId)
        people.topUp(actor.agentId)
      },
    },
    finishWrapUp: {
      times,
      next: () => {
        for (;;) {
          const { chat, owner } = people.talk()
          centre.do({ do: 'closeChat', chatId: chat.id }, owner)
          if (centre.chat(chat.id).phase === 'wrapUp')
            return { command: { do: 'finishWrapUp', chatId: chat.id }, actor: owner }
          people.closed(chat.id)
          people.topUp(chat.agentId)
        }
      },
      after: ({ chatId }, actor) => {
        people.closed(chatId)
        people.topUp(actor.agentId)
      },
    },
    rateChat: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        centre.do({ do: 'closeChat', chatId: chat.id }, owner)
        return {
          command: { do: 'rateChat', chatId: chat.id, score: 1 + random.below(5), comment: null },
          actor: asked(chat),
        }
      },
      after: ({ chatId }) => {
        const { agentId } = centre.chat(chatId) as { readonly agentId: AgentId | null }
        people.closed(chatId)
        if (agentId) people.topUp(agentId)
      },
    },
    introduceSelf: {
      times,
      next: () => {
        const { chat } = people.talk()
        const attributes = { platform: String(random.below(1e6)) }
        return {
          command: { do: 'introduceSelf', chatId: chat.id, name: 'Kim', email: null, attributes },
          actor: asked(chat),
        }
      },
    },
    noteCustomerPresence: {
      times,
      next: () => {
        const { id: chatId, customerLive } = centre.waiting()
        return { command: { do: 'noteCustomerPresence', chatId, present: !customerLive } }
      },
      after: ({ chatId, present }) => {
        if (!present) centre.do({ do: 'noteCustomerPresence', chatId, present: true })
      },
    },
    noteLook: {
      times,
      next: () => ({ command: { do: 'noteLook', chatId: people.talk().chat.id, what: 'conversation' }, actor: chief }),
    },
    postAside: ofTalk((chatId) => ({
      do: 'postAside' as const,
      chatId,
      messageId: centre.id<MessageId>(),
      kind: 'note' as const,
      text: 'Called before.',
    })),
    setAttributes: ofTalk((chatId) => ({
      do: 'setAttributes' as const,
      chatId,
      attributes: { order: String(random.below(1e6)) },
    })),
    setResolved: ofTalk((chatId) => ({
      do: 'setResolved' as const,
      chatId,
      resolved: !centre.chat(chatId).resolved,
    })),
    setDisposition: ofTalk((chatId) => ({
      do: 'setDisposition' as const,
      chatId,
      dispositionId: random.pick(dispositions),
    })),
    setRecording: {
      times,
      next: () => {
        const { chat, supervisor } = people.supervised()
        return { command: { do: 'setRecording', chatId: chat.id, recorded: !chat.recorded }, actor: supervisor }
      },
    },
    storeAttachment: ofTalk((chatId) => ({
      do: 'storeAttachment' as const,
      chatId,
      attachmentId: centre.id<AttachmentId>(),
      name: 'bill.pdf',
      mediaType: 'application/pdf',
      byteCount: 10_000,
      sha256: '00',
    })),
    tagChat: ofTalk((chatId) => ({ do: 'tagChat' as const, chatId, tagIds: [random.pick(tags)] })),
    untagChat: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        const tagIds = [random.pick(tags)]
        if (state.chats.get(chat.id)?.tagIds.length === 0) centre.do({ do: 'tagChat', chatId: chat.id, tagIds }, owner)
        return { command: { do: 'untagChat', chatId: chat.id, tagIds: centre.chat(chat.id).tagIds }, actor: owner }
      },
    },
  }
}
