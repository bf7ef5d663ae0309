import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { ringsFor } from '../inbox/lists.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { Icon } from '../shell/icons.tsx'
import { tell } from '../wrong.tsx'
import { TransferBar, WrapUpBar } from './bars.tsx'
import { Composer } from './composer.tsx'
import { Log } from './log.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

interface Properties {
  readonly chat: ChatView
  readonly onBack: () => void
  readonly onSide: () => void
}

/** One conversation: who it is with, what can be done with it, what was said, and where one writes. */
export function Talk({ chat, onBack, onSide }: Properties) {
  const { t } = useTranslation()
  const { me, api } = useSession()
  const { queues, agents } = useLive()
  const mine = chat.agentId === me.id
  const admin = (agents.get(me.id) ?? me).role === 'admin'
  const act = (method: string, doing: string) =>
    api.call(method, `/chats/${chat.id}/${doing}`).catch((error: unknown) => tell(t, error))
  const [asking, ask] = useDisclosure(false)
  const [passing, pass] = useDisclosure(false)
  const title = useRef<HTMLHeadingElement>(null)
  const waits = chat.phase === 'queued' || chat.phase === 'offered'
  // Where the list gives way to the conversation, the focus would be lost with it.
  useEffect(() => {
    const timer = setTimeout(() => document.activeElement === document.body && title.current?.focus(), 50)
    return () => clearTimeout(timer)
  }, [])
  const colleague = !mine && chat.agentId ? agents.get(chat.agentId)?.name : null
  const about = [`#${chat.no}`, queues.get(chat.queueId)?.name, colleague, chat.customerLeftAt && t('chat.left')]
  return (
    <>
      <div className="bar head">
        <ActionIcon className="back" variant="subtle" aria-label={t('talk.back')} onClick={onBack}>
          <Icon name="back" />
        </ActionIcon>
        <div className="grow">
          <h2 className="ellipsis" ref={title} tabIndex={-1}>
            {chat.customer.name ?? chat.customer.email ?? t('chat.nobody')}
          </h2>
          <p className="quiet ellipsis">{about.filter(Boolean).join(' · ')}</p>
        </div>
        <div className="actions">
          {waits && !ringsFor(chat, me.id) && (
            <Button size="xs" onClick={() => act('POST', 'grab')}>
              {t('talk.grab')}
            </Button>
          )}
          {(mine || admin) && chat.phase === 'active' && (
            <>
              <Button size="xs" variant="default" onClick={pass.open} disabled={chat.transfer !== null}>
                {t('talk.transfer')}
              </Button>
              <Button size="xs" variant="default" onClick={ask.open}>
                {t('talk.close')}
              </Button>
            </>
          )}
        </div>
        <ActionIcon className="about" variant="subtle" aria-label={t('context.show')} onClick={onSide}>
          <Icon name="more" />
        </ActionIcon>
      </div>
      {chat.transfer && <TransferBar chat={chat} onTakeBack={mine || admin ? () => act('DELETE', 'transfer') : null} />}
      <Log chatId={chat.id} marks={chat.own?.marks ?? null} mine={mine && chat.phase === 'active'} />
      {chat.phase === 'wrapUp' && mine ? (
        <WrapUpBar chat={chat} onFinish={() => act('POST', 'finish-wrap-up')} />
      ) : mine && chat.phase === 'active' ? (
        <Composer chatId={chat.id} />
      ) : (
        <Text className="bar below" size="sm" c="dimmed">
          {t(chat.endedAt === null ? 'talk.readOnly' : 'talk.ended')}
        </Text>
      )}
      <Modal opened={asking} onClose={ask.close} title={t('talk.closeSure')}>
        <Text size="sm" mb="md">
          {t('talk.closeMeans')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={ask.close}>
            {t('cancel')}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              ask.close()
              void act('POST', 'close')
            }}
          >
            {t('talk.close')}
          </Button>
        </Group>
      </Modal>
      {passing && <TransferDialog chat={chat} onClose={pass.close} />}
    </>
  )
}
