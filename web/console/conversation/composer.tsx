import { ActionIcon, Button, FileButton, Group, Text, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WidgetView } from '#dialects/house/views.ts'
import { useClient } from '../live.ts'
import { useSession } from '../session.ts'
import { Icon } from '../shell/icons.tsx'

/** Where the agent writes. A draft is kept per chat, over a reload and over signing in again. */
export function Composer({ chatId }: { readonly chatId: string }) {
  const { t } = useTranslation()
  const client = useClient()
  const { api } = useSession()
  const key = `polydesk-draft-${chatId}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const [problem, setProblem] = useState('')
  const [limits, setLimits] = useState({ characters: 10_000, bytes: 20 * 2 ** 20 })
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    input.current?.focus()
    api.call<WidgetView>('GET', '/widget').then(
      (about) => setLimits({ characters: about.messageLimit, bytes: about.attachmentLimitBytes }),
      () => {},
    )
  }, [])
  const write = (next: string) => {
    setText(next)
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
    client.typing(chatId, next !== '')
  }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    client.post(chatId, text.trim())
    write('')
  }
  const attach = (files: Iterable<File> | null) => {
    setProblem('')
    for (const file of files ?? []) {
      if (file.size > limits.bytes) setProblem(t('composer.tooLarge', { size: Math.floor(limits.bytes / 2 ** 20) }))
      else client.postFile(chatId, file)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
  }
  return (
    <form
      className="bar below"
      onSubmit={send}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        attach(event.dataTransfer.files)
      }}
    >
      {problem && (
        <Text w="100%" size="sm" c="red.8" role="alert">
          {problem}
        </Text>
      )}
      <FileButton multiple onChange={attach}>
        {(properties) => (
          <ActionIcon
            {...properties}
            variant="subtle"
            size="lg"
            aria-label={t('composer.attach', { size: Math.floor(limits.bytes / 2 ** 20) })}
          >
            <Icon name="file" />
          </ActionIcon>
        )}
      </FileButton>
      <Textarea
        ref={input}
        className="grow"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={limits.characters}
        aria-label={t('composer.label')}
        placeholder={t('composer.label')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => client.typing(chatId, false)}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          attach(event.clipboardData.files)
        }}
      />
      <Group>
        <Button type="submit" disabled={text.trim() === ''}>
          {t('composer.send')}
        </Button>
      </Group>
    </form>
  )
}
