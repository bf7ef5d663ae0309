import type { SendMailOptions } from 'nodemailer'

/** What goes into one mail. */
export interface MailParts {
  readonly id?: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly enclosures: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[]
}

/** Who a mail is from. */
export interface Sender {
  readonly name: string
  readonly address: string
}

const controls = /[\p{Cc}\u2028\u2029]+/gu
const addressForm = /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]{1,255}$/u
const idForm = /^[A-Za-z0-9._-]{1,200}$/
const mediaTypeForm = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?charset=[\w-]+)?$/

/** Reads `a@b.c` or `Name <a@b.c>`; null when it is neither. */
export function readSender(text: string): Sender | null {
  const [, name = '', address = text] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? []
  const sender = { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() }
  return addressForm.test(sender.address) && oneLine(sender.name) === sender.name ? sender : null
}

/**
 * The mail in the words of nodemailer. Throws when the address or the id could say more than one thing in a header; line
 * breaks in names and subjects become spaces.
 */
export function messageOf(from: Sender, { id, to, subject, text, enclosures }: MailParts): SendMailOptions {
  if (!addressForm.test(to.address)) throw new Error('the address of the letter is not one e-mail address')
  if (id !== undefined && !idForm.test(id)) throw new Error('the id of the letter is not made of letters and digits')
  return {
    from: { ...from },
    to: { name: oneLine(to.name), address: to.address },
    subject: oneLine(subject),
    text,
    // Nobody wants an answer from somebody's holiday.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(id !== undefined && { messageId: `<${id}@${from.address.split('@')[1]}>` }),
    attachments: enclosures.map(({ name, mediaType, bytes }) => ({
      filename: oneLine(name),
      contentType: mediaTypeForm.test(mediaType) ? mediaType : 'application/octet-stream',
      content: Buffer.from(bytes),
      // Text would be cut into lines anew: files arrive byte for byte.
      contentTransferEncoding: 'base64',
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function oneLine(text: string): string {
  return text.replace(controls, ' ').trim()
}
