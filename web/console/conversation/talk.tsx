import { ActionIcon, Button, Group, Modal, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { useSession } from '../session.ts'
import { Icon } from '../shell/icons.tsx'
import { span } from '../times.ts'
import { tell } from '../wrong.tsx'
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
  const mine = chat.agentId === me.id
  const act = (method: string, doing: string) =>
    api.call(method, `/chats/${chat.id}/${doing}`).catch((error: unknown) => tell(t, error))
  const [asking, ask] = useDisclosure(false)
  const [passing, pass] = useDisclosure(false)
  const waits = chat.phase === 'queued' || chat.phase === 'offered'
  return (
    <>
      <div className="bar">
        <ActionIcon className="back" variant="subtle" aria-label={t('talk.back')} onClick={onBack}>
          <Icon name="back" />
        </ActionIcon>
        <Title order={2} size="h5" className="grow ellipsis">
          {chat.customer.name ?? chat.customer.email ?? t('chat.nobody')}{' '}
          <Text span c="dimmed" size="sm">
            #{chat.no}
          </Text>
        </Title>
        <Group gap={8}>
          {waits && (
            <Button size="xs" onClick={() => act('POST', 'grab')}>
              {t('talk.grab')}
            </Button>
          )}
          {mine && chat.phase === 'active' && (
            <>
              <Button size="xs" variant="default" onClick={pass.open} disabled={chat.transfer !== null}>
                {t('talk.transfer')}
              </Button>
              <Button size="xs" variant="default" onClick={ask.open}>
                {t('talk.close')}
              </Button>
            </>
          )}
          <ActionIcon variant="subtle" aria-label={t('context.show')} onClick={onSide} hiddenFrom="lg">
            <Icon name="more" />
          </ActionIcon>
        </Group>
      </div>
      {chat.transfer && <TransferBar chat={chat} onTakeBack={() => act('DELETE', 'transfer')} />}
      <Log chatId={chat.id} marks={chat.own?.marks ?? null} mine={mine} />
      {chat.phase === 'wrapUp' && mine ? (
        <WrapUpBar chat={chat} onFinish={() => act('POST', 'finish-wrap-up')} />
      ) : mine && chat.phase === 'active' ? (
        <Composer chatId={chat.id} />
      ) : (
        <Text className="bar below" size="sm" c="dimmed">
          {t('talk.readOnly')}
        </Text>
      )}
      <Modal opened={asking} onClose={ask.close} title={t('talk.closeSure')}>
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

function TransferBar({ chat, onTakeBack }: { readonly chat: ChatView; readonly onTakeBack: () => void }) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const now = useNow()
  return (
    <div className="bar" role="status">
      <Text size="sm" className="grow">
        {t('talk.ringing', {
          name: agents.get(chat.transfer?.toAgentId ?? '')?.name,
          time: span((chat.transfer?.lapsesAt ?? now) - now),
        })}
      </Text>
      <Button size="xs" variant="default" onClick={onTakeBack}>
        {t('talk.takeBack')}
      </Button>
    </div>
  )
}

function WrapUpBar({ chat, onFinish }: { readonly chat: ChatView; readonly onFinish: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <div className="bar below">
      <Text className="grow" size="sm">
        {t('talk.wrapUp', { time: span((chat.wrapUpEndsAt ?? now) - now) })}
      </Text>
      <Button size="xs" onClick={onFinish}>
        {t('talk.finish')}
      </Button>
    </div>
  )
}
