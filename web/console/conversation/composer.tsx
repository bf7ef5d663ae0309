import { ActionIcon, Button, FileButton, Text, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WidgetView } from '#dialects/house/views.ts'
import { useClient } from '../live.ts'
import { useSession } from '../session.ts'
import { Icon } from '../shell/icons.tsx'
import { CannedList, optionId } from './canned-list.tsx'
import { useCanned } from './use-canned.ts'
import { useDrop } from './use-drop.ts'

const megabyte = 2 ** 20
let limitsOfDesk: { readonly characters: number; readonly bytes: number } | null = null

/** Where the agent writes. A draft is kept per chat, over a reload and over signing in again. */
export function Composer({ chatId }: { readonly chatId: string }) {
  const { t } = useTranslation()
  const client = useClient()
  const { api } = useSession()
  const key = `polydesk-draft-${chatId}`
  /** The canned response that was inserted last into the draft. */
  const sourceKey = `polydesk-draft-source-${chatId}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const [problem, setProblem] = useState('')
  const [limits, setLimits] = useState(limitsOfDesk ?? { characters: 10_000, bytes: 20 * megabyte })
  const form = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus()
    if (limitsOfDesk) return
    api.call<WidgetView>('GET', '/widget').then(
      (about) => {
        limitsOfDesk = { characters: about.messageLimit, bytes: about.attachmentLimitBytes }
        setLimits(limitsOfDesk)
      },
      () => {},
    )
  }, [])
  const size = Math.floor(limits.bytes / megabyte)
  const write = (next: string) => {
    setText(next)
    if (next === '') for (const kept of [key, sourceKey]) sessionStorage.removeItem(kept)
    else sessionStorage.setItem(key, next)
    client.typing(chatId, next !== '')
  }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    client.post(chatId, text.trim(), sessionStorage.getItem(sourceKey) ?? undefined)
    write('')
    input.current?.focus()
  }
  const attach = (files: Iterable<File> | null) => {
    setProblem('')
    for (const file of files ?? []) {
      if (file.size > limits.bytes) setProblem(t('composer.tooLarge', { size }))
      else client.postFile(chatId, file)
    }
  }
  const over = useDrop(form, attach)
  const onInserted = (id: string) => sessionStorage.setItem(sourceKey, id)
  const canned = useCanned({ chatId, text, write, onInserted, area: input })
  const listId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (canned.onKey(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
  }
  return (
    <form ref={form} className={over ? 'bar below composer over' : 'bar below composer'} onSubmit={send}>
      {(problem || over) && (
        <Text w="100%" size="sm" c={problem ? 'var(--mantine-color-error)' : 'dimmed'} role="alert">
          {problem || t('composer.drop')}
        </Text>
      )}
      {canned.opened && <CannedList id={listId} found={canned.found} chosen={canned.chosen} onInsert={canned.insert} />}
      <span className="unseen" role="status">
        {canned.found.length > 0 && t('canned.found', { count: canned.found.length })}
      </span>
      <FileButton multiple onChange={attach}>
        {(properties) => (
          <ActionIcon
            {...properties}
            variant="subtle"
            size="lg"
            title={t('composer.attach', { size })}
            aria-label={t('composer.attach', { size })}
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
        placeholder={t(matchMedia('(min-width: 760px)').matches ? 'composer.hint' : 'composer.label')}
        enterKeyHint="send"
        value={text}
        onChange={(event) => {
          write(event.currentTarget.value)
          canned.look()
        }}
        onSelect={canned.look}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={canned.found.length > 0 ? listId : undefined}
        aria-activedescendant={canned.found.length > 0 ? optionId(listId, canned.chosen) : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => {
          client.typing(chatId, false)
          canned.leave()
        }}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          attach(event.clipboardData.files)
        }}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('composer.send')}
      </Button>
    </form>
  )
}
