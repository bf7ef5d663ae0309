import type { Chance } from './chance.ts'

const openings = [
  'Hello,',
  'Hi,',
  'Good morning,',
  'Good afternoon,',
  'Excuse me,',
  'Quick question:',
  'Dear team,',
  'Hello again,',
]
const matters = [
  'my parcel has not arrived',
  'the invoice shows the wrong amount',
  'I cannot sign in any more',
  'the app stops when I open it',
  'I would like to change my address',
  'my card was charged twice',
  'the size does not fit',
  'the voucher code is not accepted',
  'I want to cancel my contract',
  'the delivery came to a neighbour',
  'the screen of the device stays dark',
  'I need a copy of my receipt',
  'the password letter never came',
  'one part was missing in the box',
  'the appointment must be moved',
  'the refund is still outstanding',
  'the router blinks red',
  'my booking is not in the list',
  'I get two newsletters every day',
  'the discount is missing on the bill',
]
const details = [
  'since Monday.',
  'for a week now.',
  'although I paid in time.',
  'after the last update.',
  'and I leave tomorrow.',
  'as your colleague promised.',
  'for the second time.',
  'on both of my orders.',
  'even after a restart.',
  'according to the tracking page.',
]
const endings = ['', ' Can you help me?', ' What can I do?', ' Thank you in advance.', ' Please check.']

const answers = [
  'Good day, my name is on the top of the window, let me look into this for you.',
  'Thank you for writing, I have your order open now.',
  'I am sorry to hear that, I check it at once.',
  'Thanks for waiting, I see what happened here.',
]
const thanks = ['Thank you, that helps.', 'Ah, I see. Thanks!', 'And how long will that take?', 'That would be great.']
const goodbyes = [
  'It is done, you get a mail within the hour.',
  'I have noted it, a colleague will be in touch tomorrow.',
  'You are welcome, have a nice day.',
]

/** What the customer says first: one of eight thousand sentences. */
export function firstLine(chance: Chance): string {
  return `${chance.pick(openings)} ${chance.pick(matters)} ${chance.pick(details)}${chance.pick(endings)}`
}

export const answerLine = (chance: Chance) => chance.pick(answers)
export const thanksLine = (chance: Chance) => chance.pick(thanks)
export const goodbyeLine = (chance: Chance) => chance.pick(goodbyes)
