import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/** A server in a process of its own, ended by its own process id. */
export interface Started {
  readonly pid: number
  readonly port: number
  /** From the start of the process to the line that says where it listens. */
  readonly startMs: number
  stop(): Promise<void>
  /** As a power cut does: nothing is finished, nothing said. */
  kill(): Promise<void>
}

/** Starts a TypeScript program and waits for the line that names its port; `hear` is told all that it says. */
export async function startProgram(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  portIn: RegExp,
  hear?: (said: string) => void,
): Promise<Started> {
  const from = performance.now()
  const child = spawn(process.execPath, [program, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (hear) child.stdout.setEncoding('utf8').on('data', hear)
  const port = await portOf(child, portIn)
  const startMs = performance.now() - from
  child.stdout.resume()
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return {
    pid: child.pid as number,
    port,
    startMs,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Polydesk itself, in the given data folder. */
export function startPolydesk(
  data: string,
  port = 0,
  more: Readonly<Record<string, string>> = {},
  hear?: (said: string) => void,
): Promise<Started> {
  const settings = {
    POLYDESK_PORT: String(port),
    POLYDESK_DATA: data,
    POLYDESK_LOG_LEVEL: 'silent',
    POLYDESK_OWNER_PASSWORD: 'owner-password',
    POLYDESK_CHATS_PER_ADDRESS_PER_MINUTE: '100000',
    POLYDESK_MESSAGES_PER_VISITOR_PER_MINUTE: '100000',
    ...more,
  }
  return startProgram('src/main.ts', [], settings, /console +http:\/\/[^:]+:(\d+)/, hear)
}

async function portOf(child: ChildProcess, portIn: RegExp): Promise<number> {
  if (!child.stdout) throw new Error('the program has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = portIn.exec(line)
    if (found) return Number(found[1])
  }
  throw new Error('the program ended before it listened')
}

/** Resident memory of a process, in bytes. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024
}
