import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { tell } from '../wrong.tsx'

interface Properties {
  /** What is removed, as people call it. */
  readonly name: string
  /** Where the desk removes it. */
  readonly path: string
  /** What follows from it, beside that it cannot be undone. */
  readonly means?: string
  /** Puts the focus where it goes on. */
  readonly onRemoved: () => void
}

/** Removes something once somebody said that they mean it. */
export function RemoveButton({ name, path, means, onRemoved }: Properties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [asking, ask] = useDisclosure(false)
  const [busy, setBusy] = useState(false)
  const [gone, setGone] = useState(false)
  const remove = () => {
    setBusy(true)
    api
      .call('DELETE', path)
      .then(
        () => {
          setGone(true)
          onRemoved()
        },
        (error: unknown) => tell(t, error),
      )
      .finally(() => {
        setBusy(false)
        ask.close()
      })
  }
  return (
    <>
      <Button size="xs" variant="default" aria-label={t('remove.of', { name })} onClick={ask.open}>
        {t('remove')}
      </Button>
      {/* What was removed takes its button with it: back there the focus would be lost, after it was put where it belongs. */}
      <Modal opened={asking} onClose={ask.close} returnFocus={!gone} title={t('remove.sure', { name })}>
        <Text size="sm" mb="md">
          {means && `${means} `}
          {t('remove.means')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={ask.close}>
            {t('cancel')}
          </Button>
          <Button color="red.9" loading={busy} onClick={remove}>
            {t('remove')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
