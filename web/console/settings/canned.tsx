import { Button, Group, Modal, Paper, Text, TextInput, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { Wrong } from '../wrong.tsx'
import { RemoveButton } from './remove-button.tsx'
import { SaveForm } from './save-form.tsx'
import { TextArea } from './text-area.tsx'
import { cannedVariables } from './texts.ts'
import { useLoaded } from './use-loaded.ts'
import { useSave } from './use-save.ts'

interface Entry {
  readonly id: string
  readonly name: string
  readonly text: string
}

/** Prepared texts that agents insert by `/`. */
export function Canned() {
  const { t } = useTranslation()
  const { answer, error, load } = useLoaded<{ entries: readonly Entry[] }>('/canned-responses')
  const [edited, setEdited] = useState<Entry | 'new' | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  if (error) return <Wrong error={error} onAgain={() => void load()} />
  if (!answer) return <p className="empty">{t('loading')}</p>
  const entries = answer.entries.toSorted((a, b) => a.name.localeCompare(b.name))
  const onRemoved = () => {
    void load()
    add.current?.focus()
  }
  return (
    <>
      <Button ref={add} mb="md" onClick={() => setEdited('new')}>
        {t('canned.add')}
      </Button>
      <Text mb="md">{t(entries.length > 0 ? 'canned.what' : 'canned.empty')}</Text>
      <div className="tiles">
        {entries.map((entry) => (
          <Paper key={entry.id} withBorder p="md" component="section" aria-label={entry.name} className="card">
            <Title order={2} size="h5">
              {entry.name}
            </Title>
            <Text size="sm" my="xs" className="words" lineClamp={6}>
              {entry.text}
            </Text>
            <Group gap="xs" mt="auto">
              <Button
                size="xs"
                variant="default"
                aria-label={t('agents.editOf', { name: entry.name })}
                onClick={() => setEdited(entry)}
              >
                {t('agents.edit')}
              </Button>
              <RemoveButton name={entry.name} path={`/canned-responses/${entry.id}`} onRemoved={onRemoved} />
            </Group>
          </Paper>
        ))}
      </div>
      {edited && (
        <CannedForm
          entry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null)
            void load()
          }}
        />
      )}
    </>
  )
}

interface FormProperties {
  readonly entry: Entry | null
  readonly onClose: () => void
  readonly onSaved: () => void
}

function CannedForm({ entry, onClose, onSaved }: FormProperties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [name, setName] = useState(entry?.name ?? '')
  const [text, setText] = useState(entry?.text ?? '')
  const saving = useSave(onSaved, (field) => field === 'name' || field === 'text')
  const { wrong, save } = saving
  const fields = { name, text }
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={entry ? t('agents.editOf', { name: entry.name }) : t('canned.add')}
    >
      <SaveForm
        saving={saving}
        onSubmit={() =>
          save(() =>
            entry
              ? api.call('PATCH', `/canned-responses/${entry.id}`, fields)
              : api.call('POST', '/canned-responses', fields),
          )
        }
      >
        <TextInput
          label={t('agents.name')}
          description={t('canned.nameWhat')}
          required
          maxLength={100}
          value={name}
          error={wrong.fields['name']}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextArea
          what={t('canned.text')}
          label={t('canned.text')}
          required
          maxLength={10_000}
          value={text}
          variables={cannedVariables}
          error={wrong.fields['text']}
          onChange={setText}
        />
      </SaveForm>
    </Modal>
  )
}
