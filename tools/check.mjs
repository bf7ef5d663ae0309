import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { node, prepare, root } from './prepare.mjs'

prepare()
const bin = (name, ...path) => join(root, 'node_modules', name, ...path)
const types = (project) => [node, [bin('typescript-7', 'bin', 'tsc'), '--project', project]]
const steps = [
  ['types: server', ...types('tsconfig.json')],
  ['types: console', ...types('web/console/tsconfig.json')],
  ['types: widget', ...types('web/widget/tsconfig.json')],
  [
    'lint and format',
    node,
    [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '--reporter=github'],
  ],
  [
    'doors',
    node,
    [bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), '--config', 'tools/doors.config.cjs', 'src', 'web'],
  ],
  ['dead code', node, [bin('knip', 'bin', 'knip.js'), '--no-progress']],
  ...readdirSync(join(root, 'tools'))
    .filter((name) => /^check-.*\.ts$/.test(name))
    .map((name) => [name.replace(/^check-|\.ts$/g, ''), node, [`tools/${name}`]]),
]

/** Runs one step with its output held back; resolves with whether it passed. */
function runStep([name, program, parameters]) {
  const from = Date.now()
  const output = []
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root })
    child.stdout.on('data', (data) => output.push(data))
    child.stderr.on('data', (data) => output.push(data))
    child.on('close', (code) => {
      const passed = code === 0
      process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`)
      if (!passed) process.stdout.write(`${Buffer.concat(output)}\n`)
      resolve(passed)
    })
  })
}

const waiting = [...steps]
let failed = 0
const worker = async () => {
  for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await runStep(step))) failed++
}
await Promise.all([worker(), worker()])
process.exitCode = failed > 0 ? 1 : 0
