import { compileCache, node, prepare, run } from './prepare.mjs'

prepare()
run(node, ['bench/run.ts', ...process.argv.slice(2)], compileCache)
