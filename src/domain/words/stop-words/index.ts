import { german } from './de.ts'
import { english } from './en.ts'

/** Of every language that we ship: nobody says which one somebody writes in. */
export const stopWords: ReadonlySet<string> = new Set([english, german].flatMap((words) => words ?? []))
