import type { SMTPPoolOptions } from 'nodemailer'

/**
 * What a URL says of a mail server: `smtp://name:password@host:587` (STARTTLS when the server offers it, always with
 * `?requireTLS=true`) or `smtps://…` (TLS from the start). `?tls.rejectUnauthorized=false` takes any certificate.
 */
export function serverOf(
  url: string,
): Pick<SMTPPoolOptions, 'host' | 'port' | 'secure' | 'requireTLS' | 'tls' | 'auth'> {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: searchParams.get('requireTLS') === 'true',
    tls: { rejectUnauthorized: searchParams.get('tls.rejectUnauthorized') !== 'false' },
    ...(username !== '' && { auth }),
  }
}
