import { Button, Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Side } from '../conversation/side.tsx'
import { Talk } from '../conversation/talk.tsx'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { ChatList, focusRow } from './chat-list.tsx'
import { listsOf, type Tab, tabOf, tabs } from './lists.ts'

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
  const home = chat && tabOf(chat, me.id)
  // The list follows the open chat, so that its row is always in sight: taken, it moves to one's own.
  useEffect(() => {
    if (home) setTab(home)
  }, [home, chatId])
  const loading = link.liveAt === null
  return (
    <div className={`inbox${chatId ? ' with-chat' : ''}${withSide ? ' with-side' : ''}`}>
      <h1 className="unseen">{t('rail.inbox')}</h1>
      <section className="list" aria-label={t('rail.inbox')}>
        <Tabs className="tabs" value={tab} onChange={(value) => setTab((value ?? 'mine') as Tab)} keepMounted={false}>
          <Tabs.List grow className="head" aria-label={t('list.label')}>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name} px={8}>
                {t(`list.${name}`)} <span className="numbers">({lists[name].length})</span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map((name) => (
            <Tabs.Panel key={name} value={name} className="tab">
              <ChatList
                label={t(`list.${name}`)}
                empty={loading ? t('loading') : t(`list.empty.${name}`)}
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
          <Talk
            key={chat.id}
            chat={chat}
            onBack={() => {
              onOpen(null)
              focusRow(chat.id)
            }}
            onSide={() => setWithSide(!withSide)}
          />
        ) : (
          <div className="empty">
            <p>{!chatId ? t('talk.none') : loading ? t('loading') : t('talk.gone')}</p>
            {chatId && !loading && (
              <>
                <Button size="xs" variant="default" component="a" href={`#/history/${chatId}`} role="button">
                  {t('talk.record')}
                </Button>{' '}
                <Button size="xs" variant="default" onClick={() => onOpen(null)}>
                  {t('talk.back')}
                </Button>
              </>
            )}
          </div>
        )}
      </section>
      <Side chat={chat} open={withSide} onClose={() => setWithSide(false)} />
    </div>
  )
}
