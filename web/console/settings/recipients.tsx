import { Button, Group, Modal, Table, Text, TextInput, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { RemoveButton } from './remove-button.tsx'
import { SaveForm } from './save-form.tsx'
import { useSave } from './use-save.ts'

/** Somebody who gets reports, who need not be an agent. */
export interface Recipient {
  readonly id: string
  readonly name: string
  readonly email: string
}

interface Properties {
  readonly recipients: readonly Recipient[]
  readonly onChanged: () => unknown
}

/** Those to whom reports can be mailed. */
export function Recipients({ recipients, onChanged }: Properties) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<Recipient | 'new' | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('recipients.title')}
        </Title>
        <Button ref={add} size="xs" onClick={() => setEdited('new')}>
          {t('recipients.add')}
        </Button>
      </Group>
      {recipients.length === 0 ? (
        <Text>{t('recipients.empty')}</Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways
        <div className="sideways" tabIndex={0} role="region" aria-label={t('recipients.title')}>
          <Table miw={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('agents.name')}</Table.Th>
                <Table.Th>{t('agents.email')}</Table.Th>
                <Table.Th>{t('agents.edit')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {recipients.map((recipient) => (
                <Table.Tr key={recipient.id}>
                  <Table.Td>{recipient.name}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{recipient.email}</Table.Td>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('agents.editOf', { name: recipient.name })}
                        onClick={() => setEdited(recipient)}
                      >
                        {t('agents.edit')}
                      </Button>
                      <RemoveButton
                        name={recipient.name}
                        path={`/recipients/${recipient.id}`}
                        onRemoved={() => {
                          onChanged()
                          add.current?.focus()
                        }}
                      />
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {edited && (
        <RecipientForm
          recipient={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null)
            onChanged()
          }}
        />
      )}
    </div>
  )
}

interface FormProperties {
  readonly recipient: Recipient | null
  readonly onClose: () => void
  readonly onSaved: () => void
}

function RecipientForm({ recipient, onClose, onSaved }: FormProperties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [name, setName] = useState(recipient?.name ?? '')
  const [email, setEmail] = useState(recipient?.email ?? '')
  const saving = useSave(onSaved, (field) => field === 'name' || field === 'email')
  const { wrong, save } = saving
  const submit = () =>
    save(() =>
      recipient
        ? api.call('PATCH', `/recipients/${recipient.id}`, { name, email })
        : api.call('POST', '/recipients', { name, email }),
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={recipient ? t('agents.editOf', { name: recipient.name }) : t('recipients.add')}
    >
      <SaveForm saving={saving} onSubmit={submit}>
        <TextInput
          label={t('agents.name')}
          required
          maxLength={100}
          value={name}
          error={wrong.fields['name']}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('agents.email')}
          type="email"
          required
          value={email}
          error={wrong.fields['email']}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </SaveForm>
    </Modal>
  )
}
