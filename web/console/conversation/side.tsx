import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { Context } from './context.tsx'

interface Properties {
  readonly chat: ChatView | undefined
  /** Where there is no room for it beside the conversation, it lies over it while it is open. */
  readonly open: boolean
  readonly onClose: () => void
}

/** The column beside a conversation. */
export function Side({ chat, open, onClose }: Properties) {
  const { t } = useTranslation()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) close.current?.focus()
  }, [open])
  const shut = () => {
    onClose()
    document.querySelector<HTMLElement>('.head .about')?.focus()
  }
  return (
    <aside
      className="side"
      aria-label={t('context.label')}
      onKeyDown={({ key }) => {
        if (open && key === 'Escape') shut()
      }}
    >
      <Button ref={close} className="about" variant="default" size="xs" onClick={shut}>
        {t('close')}
      </Button>
      {chat ? <Context chat={chat} /> : <p className="empty">{t('context.none')}</p>}
    </aside>
  )
}
