import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { span } from '../times.ts'

interface TransferProperties {
  readonly chat: ChatView
  /** Null for those who may not. */
  readonly onTakeBack: (() => void) | null
}

/** For whom a transfer rings, and how long still. */
export function TransferBar({ chat, onTakeBack }: TransferProperties) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const now = useNow()
  return (
    <div className="bar told">
      <Text size="sm" className="grow">
        {t('talk.ringing', {
          name: agents.get(chat.transfer?.toAgentId ?? '')?.name,
          time: span((chat.transfer?.lapsesAt ?? now) - now),
        })}
      </Text>
      {onTakeBack && (
        <Button size="xs" variant="default" onClick={onTakeBack}>
          {t('talk.takeBack')}
        </Button>
      )}
    </div>
  )
}

/** The conversation is over, its paperwork not yet. */
export function WrapUpBar({ chat, onFinish }: { readonly chat: ChatView; readonly onFinish: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <div className="bar below told">
      <Text className="grow" size="sm">
        {t('talk.wrapUp', { time: span((chat.wrapUpEndsAt ?? now) - now) })}
      </Text>
      <Button size="xs" onClick={onFinish}>
        {t('talk.finish')}
      </Button>
    </div>
  )
}
