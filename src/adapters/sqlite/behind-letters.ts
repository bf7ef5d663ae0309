import type { NumberName } from '#domain/metrics/behind.ts'

/**
 * The letter by which each name stands in `chatsBehind.what`, for ever: rows on disk are made of them. A new name goes to the end and gets the
 * next of a–z, A–Z, 0–9; none is ever changed or used again.
 */
export const behindLetters = {
  queuedCount: 'a',
  offeredCount: 'b',
  ronaCount: 'c',
  ronaChatCount: 'd',
  answeredCount: 'e',
  abandonedCount: 'f',
  abandonedAfterTransferCount: 'g',
  completedCount: 'h',
  transferredInCount: 'i',
  transferredOutCount: 'j',
  deflectedCount: 'k',
  afterHoursCount: 'l',
  overflowedInCount: 'm',
  overflowedOutCount: 'n',
  customerMessageCount: 'o',
  agentMessageCount: 'p',
  promisedCount: 'q',
  keptCount: 'r',
  earlyCount: 's',
  rating1Count: 't',
  rating2Count: 'u',
  rating3Count: 'v',
  rating4Count: 'w',
  rating5Count: 'x',
  declinedCount: 'y',
  takenCount: 'z',
  transferredCount: 'A',
  consultCount: 'B',
  handledCount: 'C',
  messageCount: 'D',
  queueTime: 'E',
  speedOfAnswer: 'F',
  abandonTime: 'G',
  transferQueueTime: 'H',
  talkTime: 'I',
  holdTime: 'J',
  afterCallTime: 'K',
  handleTime: 'L',
  firstResponseTime: 'M',
  responseTime: 'N',
  availableTime: 'O',
  busyTime: 'P',
  awayTime: 'Q',
  notRespondingTime: 'R',
  inChatTime: 'S',
  wrapUpTime: 'T',
  idleTime: 'U',
  offeredSlotTime: 'V',
  usedSlotTime: 'W',
} as const satisfies Record<NumberName, string>

export function lettersOf(names: readonly NumberName[]): string {
  let letters = ''
  for (const name of names) letters += behindLetters[name]
  return letters
}
