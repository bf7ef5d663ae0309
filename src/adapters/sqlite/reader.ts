import { DatabaseSync } from 'node:sqlite'
import { attributeQuestions } from './attribute-questions.ts'
import { behindQuestions } from './behind-questions.ts'
import type { StorePaths } from './folder.ts'
import { type Questions, questions } from './questions.ts'
import { sheetMaker } from './seal.ts'
import { searchQuestions } from './search-questions.ts'
import { sumsQuestion } from './sums-question.ts'
import { type Calls, serve } from './thread.ts'

export type ReaderCalls = Questions &
  ReturnType<typeof attributeQuestions> &
  ReturnType<typeof behindQuestions> &
  ReturnType<typeof searchQuestions> & {
    readonly sums: ReturnType<typeof sumsQuestion>
    readonly makeSheets: ReturnType<typeof sheetMaker>
  } & { readonly open: (paths: StorePaths) => void }

const calls: Calls = {
  open({ file }: StorePaths): void {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
    database.exec('PRAGMA query_only = ON; PRAGMA cache_size = -16384;')
    Object.assign(
      calls,
      questions(database),
      attributeQuestions(database),
      behindQuestions(database),
      searchQuestions(database),
      { sums: sumsQuestion(database), makeSheets: sheetMaker(database) },
    )
  },
}

serve(calls)
