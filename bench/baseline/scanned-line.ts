export interface PlainChat {
  readonly id: string
  readonly rank: number
  readonly needs: readonly string[]
  readonly passedOver: readonly string[]
}

export interface PlainAgent {
  readonly id: string
  readonly skills: readonly string[]
  free: boolean
  ringing: PlainChat | null
}

/**
 * Routing as one writes it first, to compare with: the line is a sorted array, and after each change it is looked through from
 * the front for the first chat that some free agent fits. No facts, no metrics, no rights, nothing to keep on disk.
 */
export class ScannedLine {
  readonly #waiting: PlainChat[]
  readonly #agents: readonly PlainAgent[]

  constructor(agents: readonly PlainAgent[], waiting: readonly PlainChat[]) {
    this.#agents = agents
    this.#waiting = [...waiting].sort((a, b) => a.rank - b.rank)
  }

  open(chat: PlainChat): boolean {
    this.#putIn(chat)
    return this.#route()
  }

  becomesFree(agent: PlainAgent): boolean {
    agent.free = true
    return this.#route()
  }

  /** The offer is withdrawn, and the chat back at its place. */
  goes(agent: PlainAgent): void {
    agent.free = false
    if (agent.ringing) this.#putIn(agent.ringing)
    agent.ringing = null
  }

  #putIn(chat: PlainChat): void {
    const place = this.#waiting.findLastIndex(({ rank }) => rank <= chat.rank)
    this.#waiting.splice(place + 1, 0, chat)
  }

  #route(): boolean {
    const free = this.#agents.filter((agent) => agent.free && agent.ringing === null)
    for (const [place, chat] of this.#waiting.entries()) {
      const agent = free.find((one) => fits(one, chat))
      if (!agent) continue
      this.#waiting.splice(place, 1)
      agent.ringing = chat
      return true
    }
    return false
  }
}

function fits(agent: PlainAgent, { needs, passedOver }: PlainChat): boolean {
  return needs.every((skill) => agent.skills.includes(skill)) && !passedOver.includes(agent.id)
}
