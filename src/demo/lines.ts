/** What the sample centre's people say: a question, and turns that go with it. */
export const conversations: readonly { readonly ask: string; readonly turns: readonly string[] }[] = [
  {
    ask: 'Hello, where is my parcel? It should have come on Monday.',
    turns: [
      'Let me look it up. May I have the order number?',
      'It is 48-1207.',
      'Thank you. It is in your town and will be with you today.',
      'Wonderful, thank you!',
    ],
  },
  {
    ask: 'I cannot sign in any more.',
    turns: [
      'Which message do you see?',
      'That my password is wrong, but it is not.',
      'I have sent you a link to set a new one.',
      'It works, thanks.',
      'Glad to hear it. Anything else?',
      'No, that is all.',
    ],
  },
  {
    ask: 'Does the tent come in green?',
    turns: ['From next week on it does.', 'Can I order it now?', 'Of course, and it is sent as soon as it is here.'],
  },
  {
    ask: 'The invoice has the old address on it.',
    turns: [
      'I am sorry about that. What is the new one?',
      'Harbour Road 7, 2nd floor.',
      'Corrected: the new invoice is in your mail.',
      'That was quick!',
    ],
  },
  {
    ask: 'How long may I return things?',
    turns: [
      'Thirty days, and postage is on us.',
      'Even if I have used it?',
      'If it can still be sold, yes. Otherwise ask us first.',
      'Fair enough.',
    ],
  },
]

export const customers = [
  'Kim',
  'Robin',
  'Sam',
  'Noor',
  'Mika',
  'Alex',
  'Jo',
  'Charlie',
  'Sasha',
  'Toni',
  'Luca',
  'Ari',
] as const
export const agents = [
  'Ann Meyer',
  'Ben Okafor',
  'Clara Ruiz',
  'Dev Patel',
  'Eve Lindqvist',
  'Finn Byrne',
  'Gita Rao',
  'Hugo Martin',
] as const

/** What the made-up agents answer to phones, whatever was asked. */
export const answersToPhones: {
  readonly questions: readonly string[]
  readonly picture: string
  readonly farewell: string
} = {
  questions: [
    'Good day! I am looking into it. Could you send me a picture of it?',
    'I see. Which colour would you like?',
    'That can be done. Is there anything else?',
    'Let me write that down for you.',
  ],
  picture: 'Thank you for the picture, now I know which one you mean. It is in stock.',
  farewell: 'It was a pleasure.',
}
