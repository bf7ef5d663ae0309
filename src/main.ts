import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import { readConfig } from '#config/read-config.ts'
import { startApp } from './app.ts'
import { Demo } from './demo/demo.ts'

/** Starts Polydesk from its environment, says where it is, and ends it cleanly when asked to. */
async function main(): Promise<void> {
  const withDemo = process.argv.includes('--demo')
  // The sample centre must never mix with a real one.
  const demoData = withDemo && !process.env['POLYDESK_DATA'] ? { POLYDESK_DATA: 'data/demo' } : {}
  const read = readConfig({ ...process.env, ...demoData })
  if (!read.ok) return fail(['The configuration is not right:', ...read.problems.map((problem) => `  ${problem}`)])
  const { config } = read
  const app = await startApp(config, { fatal: () => process.exit(1) }).catch((error: Error) => {
    fail([`Polydesk could not start: ${error.message}`])
    return null
  })
  if (!app) return
  const demo = withDemo ? new Demo(app.desk, systemClock, randomIds) : null
  await demo?.start()
  say([
    'Polydesk is running.',
    `  console    ${app.url}/console`,
    ...(app.firstRun ? [`             sign in as ${app.firstRun.ownerEmail}`] : []),
    ...(app.firstRun?.generatedPassword
      ? [`             first password, shown only now: ${app.firstRun.generatedPassword}`]
      : []),
    `  demo page  ${app.url}/demo`,
    `  API docs   ${app.url}/docs`,
  ])
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    demo?.stop()
    await app.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function fail(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 1
}

await main()
