import type { Fold } from '../fold.ts'
import { abandoned } from './abandoned.ts'
import { afterHours } from './after-hours.ts'
import { answered } from './answered.ts'
import { consulted } from './consulted.ts'
import { declined } from './declined.ts'
import { deflected } from './deflected.ts'
import { handled } from './handled.ts'
import { held } from './held.ts'
import { lapsed } from './lapsed.ts'
import { messages } from './messages.ts'
import { offered } from './offered.ts'
import { overflowed } from './overflowed.ts'
import { promised } from './promised.ts'
import { queued } from './queued.ts'
import { rated } from './rated.ts'
import { transferred } from './transferred.ts'

/** Every metric that facts about chats bring. A new one: a file here, its names in `names.ts`, a line in this list. */
export const folds: readonly Fold[] = [
  queued,
  offered,
  lapsed,
  declined,
  answered,
  abandoned,
  afterHours,
  transferred,
  overflowed,
  deflected,
  handled,
  held,
  consulted,
  messages,
  rated,
  promised,
]
