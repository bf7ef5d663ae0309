/** The bytes of base64 after RFC 4648 with padding; null when it is anything else, however little. */
export function bytesOfBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}
