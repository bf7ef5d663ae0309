import { spawn } from 'node:child_process'
import { node, prepare, root } from './prepare.mjs'

prepare()
const start = (...parameters) => spawn(node, parameters, { cwd: root, stdio: 'inherit' })
const running = [
  start('--watch-path=src', '--watch', 'src/main.ts', ...process.argv.slice(2)),
  start('tools/build-web.mjs', '--watch'),
]
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
  })
for (const child of running)
  child.on('exit', (code) => {
    for (const other of running) other.kill()
    process.exitCode = code ?? 1
  })
