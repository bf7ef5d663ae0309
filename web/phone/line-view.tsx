import { linkText } from '../kit/link-text.ts'
import type { Line, Mark } from './line-log.ts'

const ticks: Readonly<Record<Mark, string>> = { sent: '✓', delivered: '✓✓', read: '✓✓' }
const words: Readonly<Record<Line['from'], Readonly<Record<Mark, string>>>> = {
  phone: { sent: 'Sent', delivered: 'Delivered', read: 'Read' },
  desk: { sent: 'Arrived', delivered: 'Told as delivered', read: 'Told as read' },
}

/** One line with its time and how far it got. */
export function LineView({ line: { from, at, text, file, mark } }: { readonly line: Line }) {
  const said = words[from][mark]
  return (
    <div class={from === 'phone' ? 'line own' : 'line'}>
      <div class="bubble">
        <span class="hidden">{from === 'phone' ? 'You' : 'Centre'}: </span>
        {text !== null && <Text text={text} />}
        {file && <Attached file={file} />}
      </div>
      <span class="meta">
        <time dateTime={new Date(at).toISOString()}>
          {new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
        </time>
        <span class={`ticks ${mark}`} role="img" aria-label={said} title={said}>
          {ticks[mark]}
        </span>
      </span>
    </div>
  )
}

function Text({ text }: { readonly text: string }) {
  return (
    <>
      {linkText(text).map(({ text: piece, href }, index) =>
        href ? (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </>
  )
}

function Attached({ file: { id, name, mediaType } }: { readonly file: NonNullable<Line['file']> }) {
  const address = `/demo/phone/files/${id}`
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(mediaType)
  return (
    <a href={address} target="_blank" rel="noopener">
      {picture ? <img src={address} alt={`Picture: ${name}`} /> : name}
    </a>
  )
}
