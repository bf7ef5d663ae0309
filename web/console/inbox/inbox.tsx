import { Tabs, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Context } from '../conversation/context.tsx'
import { Talk } from '../conversation/talk.tsx'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { ChatList } from './chat-list.tsx'
import { listsOf, type Tab, tabs } from './lists.ts'

interface Properties {
  readonly chatId: string | null
  readonly onOpen: (chatId: string | null) => void
}

/** The agent's work: lists on one side, the conversation in the middle, what belongs to it on the other. */
export function Inbox({ chatId, onOpen }: Properties) {
  const { t } = useTranslation()
  const { me } = useSession()
  const { chats, link } = useLive()
  const [tab, setTab] = useState<Tab>('mine')
  const [withSide, setWithSide] = useState(false)
  const lists = listsOf(chats.values(), me.id)
  const chat = chatId ? chats.get(chatId) : undefined
  return (
    <div className={`inbox${chatId ? ' with-chat' : ''}${withSide ? ' with-side' : ''}`}>
      <section className="list" aria-label={t('rail.inbox')}>
        <VisuallyHidden component="h1">{t('rail.inbox')}</VisuallyHidden>
        <Tabs className="tabs" value={tab} onChange={(value) => setTab((value ?? 'mine') as Tab)} keepMounted={false}>
          <Tabs.List grow aria-label={t('list.label')}>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`list.${name}`)} ({lists[name].length})
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map((name) => (
            <Tabs.Panel key={name} value={name} className="tab">
              <ChatList
                label={t(`list.${name}`)}
                empty={link.liveAt === null ? t('loading') : t(`list.empty.${name}`)}
                chats={lists[name]}
                chatId={chatId}
                onOpen={onOpen}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
      </section>
      <section className="talk" aria-label={t('talk.label')}>
        {chat ? (
          <Talk key={chat.id} chat={chat} onBack={() => onOpen(null)} onSide={() => setWithSide(!withSide)} />
        ) : (
          <p className="empty">{chatId ? t('talk.gone') : t('talk.none')}</p>
        )}
      </section>
      <aside className="side" aria-label={t('context.label')}>
        {chat ? (
          <Context chat={chat} onClose={() => setWithSide(false)} />
        ) : (
          <p className="empty">{t('context.none')}</p>
        )}
      </aside>
    </div>
  )
}
