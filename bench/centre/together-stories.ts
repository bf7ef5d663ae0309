import type { WholeCentre } from './build.ts'
import type { People } from './people.ts'
import { common, rare, type Stories } from './story.ts'

type Here =
  | 'bargeIn'
  | 'bringIn'
  | 'completeConsult'
  | 'holdChat'
  | 'leaveChat'
  | 'reassignChats'
  | 'resumeChat'
  | 'takeBackTransfer'
  | 'takeOver'
  | 'transferChat'
  | 'watchChat'

/** Chats that go from hand to hand, and those who look on. */
export function togetherStories({ centre }: WholeCentre, people: People): Pick<Stories, Here> {
  const times = common
  const ringColleague = (purpose: 'consult' | 'invite') => {
    const { chat, owner, colleagueId } = people.talkWithColleague()
    centre.do({ do: 'bringIn', chatId: chat.id, agentId: colleagueId, purpose }, owner)
    return { chatId: chat.id, ownerId: chat.agentId, owner, colleagueId }
  }
  const hold = () => {
    const { chat, owner } = people.talk()
    return { chatId: chat.id, owner, held: chat.heldSince !== null }
  }
  return {
    transferChat: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        return {
          command: { do: 'transferChat', chatId: chat.id, to: { queueId: people.queueOf(chat.agentId) } },
          actor: owner,
        }
      },
      after: (_, actor) => people.topUp(actor.agentId),
    },
    takeBackTransfer: {
      times,
      next: () => {
        const { chat, owner, colleagueId } = people.talkWithColleague()
        centre.do({ do: 'transferChat', chatId: chat.id, to: { agentId: colleagueId } }, owner)
        return { command: { do: 'takeBackTransfer', chatId: chat.id }, actor: owner }
      },
    },
    bringIn: {
      times,
      next: () => {
        const { chat, owner, colleagueId } = people.talkWithColleague()
        return { command: { do: 'bringIn', chatId: chat.id, agentId: colleagueId, purpose: 'consult' }, actor: owner }
      },
      after: ({ chatId }, actor) => centre.do({ do: 'takeBackTransfer', chatId }, actor),
    },
    completeConsult: {
      times,
      next: () => {
        const { chatId, owner, colleagueId } = ringColleague('consult')
        centre.do({ do: 'acceptOffer', chatId }, centre.as(colleagueId))
        return { command: { do: 'completeConsult', chatId, agentId: colleagueId }, actor: owner }
      },
      after: ({ chatId, agentId }, actor) => {
        centre.do({ do: 'closeChat', chatId }, centre.as(agentId))
        people.closed(chatId)
        people.topUp(actor.agentId)
      },
    },
    holdChat: {
      times,
      next: () => {
        const { chatId, owner, held } = hold()
        if (held) centre.do({ do: 'resumeChat', chatId }, owner)
        return { command: { do: 'holdChat', chatId }, actor: owner }
      },
    },
    resumeChat: {
      times,
      next: () => {
        const { chatId, owner, held } = hold()
        if (!held) centre.do({ do: 'holdChat', chatId }, owner)
        return { command: { do: 'resumeChat', chatId }, actor: owner }
      },
    },
    watchChat: {
      times,
      next: () => {
        const { chat, supervisor } = people.supervised()
        return { command: { do: 'watchChat', chatId: chat.id, part: 'silent' }, actor: supervisor }
      },
      after: ({ chatId }, actor) => centre.do({ do: 'leaveChat', chatId, agentId: null }, actor),
    },
    leaveChat: {
      times,
      next: () => {
        const { chat, supervisor } = people.supervised()
        centre.do({ do: 'watchChat', chatId: chat.id, part: 'silent' }, supervisor)
        return { command: { do: 'leaveChat', chatId: chat.id, agentId: null }, actor: supervisor }
      },
    },
    bargeIn: {
      times,
      next: () => {
        const { chat, supervisor } = people.supervised()
        people.leaveRoom(supervisor.agentId)
        return { command: { do: 'bargeIn', chatId: chat.id }, actor: supervisor }
      },
      after: ({ chatId }, actor) => {
        centre.do({ do: 'leaveChat', chatId, agentId: null }, actor)
        people.topUp(actor.agentId)
      },
    },
    takeOver: {
      times,
      next: () => {
        const { chat, supervisor } = people.supervised()
        people.leaveRoom(supervisor.agentId)
        return { command: { do: 'takeOver', chatId: chat.id }, actor: supervisor }
      },
      after: () => people.topUpAll(),
    },
    reassignChats: {
      times: rare,
      next: () => {
        const { chat, supervisor } = people.supervised()
        const queueId = people.queueOf(supervisor.agentId)
        return {
          command: { do: 'reassignChats', from: { agentId: chat.agentId }, to: { queueId } },
          actor: supervisor,
        }
      },
      after: ({ from }) => 'agentId' in from && people.topUp(from.agentId),
    },
  }
}
