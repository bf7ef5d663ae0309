import { node, prepare, run } from './prepare.mjs'

prepare()
run(node, ['tools/check-docs.ts', '--write'])
