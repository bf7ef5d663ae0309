import type { QueueId } from '../ids.ts'
import type { FlowCommand } from './parse-command.ts'
import type { FlowTurn, WaitingRun } from './run.ts'
import type { Walk } from './walk.ts'

/** What commands call by number or name, looked up by the desk; names are compared as the desk compares them elsewhere. */
export interface FlowNames {
  queueByNo(no: number): QueueId | null
  skillByName(name: string): string | null
}

/**
 * Carries a command out; null when it names a queue that does not exist, and nothing was done. A skill that does not exist
 * is left out: who asks for a person gets one.
 */
export function carryOut(walk: Walk, run: WaitingRun, command: FlowCommand, names: FlowNames): FlowTurn | null {
  switch (command.command) {
    case 'end':
      return walk.leave(run.nodeId, run.enteredAt, 'command').deflect()
    case 'transfer': {
      const queueId = names.queueByNo(command.queueNo)
      return queueId === null ? null : walk.leave(run.nodeId, run.enteredAt, 'command').toQueue(queueId)
    }
    case 'agent': {
      const skillId = command.skillName === null ? null : names.skillByName(command.skillName)
      if (skillId !== null) walk.set({ skillIds: [skillId] })
      return walk.leave(run.nodeId, run.enteredAt, 'command').toQueue()
    }
  }
}
