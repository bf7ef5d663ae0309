import { readConfig } from '#config/read-config.ts'
import { startApp } from './app.ts'
import { startDemo } from './demo/start-demo.ts'

/** Starts Polydesk from its environment, says where it is, and ends it cleanly when asked to. */
async function main(): Promise<void> {
  const withDemo = process.argv.includes('--demo')
  // The sample centre must never mix with a real one.
  const demoData = withDemo && !process.env['POLYDESK_DATA'] ? { POLYDESK_DATA: 'data/demo' } : {}
  const read = readConfig({ ...process.env, ...demoData })
  if (!read.ok) return fail(['The configuration is not right:', ...read.problems.map((problem) => `  ${problem}`)])
  const { config } = read
  const start = withDemo ? startDemo : startApp
  const app = await start(config, { fatal: () => process.exit(1) }).catch((error: Error) => {
    fail([`Polydesk could not start: ${error.message}`])
    return null
  })
  if (!app) return
  say([
    'Polydesk is running.',
    `  console    ${app.url}/console`,
    ...(app.firstRun ? [`             sign in as ${app.firstRun.ownerEmail}`] : []),
    ...(app.firstRun?.generatedPassword
      ? [`             first password, shown only now: ${app.firstRun.generatedPassword}`]
      : []),
    `  demo page  ${app.url}/demo`,
    ...(withDemo ? [`  a phone    ${app.url}/demo/phone`] : []),
    `  API docs   ${app.url}/docs; AgentChat and Chime: ${app.url}/docs/agentchat, /docs/chime, /docs/chime-reports`,
  ])
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
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
