import { cannedResponseMethods } from './canned-responses.ts'
import type { Method } from './method.ts'

/** Every method, in the order of the vendor's text. */
export const methods: readonly Method[] = [...cannedResponseMethods]
