import { spawn } from 'node:child_process'
import { compileCache, node, prepare, root } from './prepare.mjs'

prepare()
const server = spawn(node, ['src/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...compileCache },
})
// A terminal signals the whole group; a supervisor only us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
