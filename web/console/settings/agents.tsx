import { Button, Checkbox, Modal, NativeSelect, NumberInput, PasswordInput, Table, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { SaveForm } from './save-form.tsx'
import { useSave } from './use-save.ts'

/** The people who answer. */
export function Agents() {
  const { t } = useTranslation()
  const { agents } = useLive()
  const [edited, setEdited] = useState<AgentView | 'new' | null>(null)
  return (
    <>
      <Button mb="md" onClick={() => setEdited('new')}>
        {t('agents.add')}
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways */}
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('settings.agents')}>
        <Table miw={560}>
          <Table.Thead>
            <Table.Tr>
              {(['name', 'email', 'role', 'capacity', 'edit'] as const).map((column) => (
                <Table.Th key={column}>{t(`agents.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...agents.values()].map((agent) => (
              <Table.Tr key={agent.id}>
                <Table.Td>
                  {agent.name} {!agent.enabled && `(${t('agents.disabled')})`}
                </Table.Td>
                <Table.Td>{agent.email}</Table.Td>
                <Table.Td>{t(`role.${agent.role}`)}</Table.Td>
                <Table.Td>{agent.capacity}</Table.Td>
                <Table.Td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('agents.editOf', { name: agent.name })}
                    onClick={() => setEdited(agent)}
                  >
                    {t('agents.edit')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {edited && <AgentForm agent={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}

function AgentForm({ agent, onClose }: { readonly agent: AgentView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [name, setName] = useState(agent?.name ?? '')
  const [email, setEmail] = useState(agent?.email ?? '')
  const [role, setRole] = useState<string>(agent?.role ?? 'agent')
  const [capacity, setCapacity] = useState<number | string>(agent?.capacity ?? 3)
  const [enabled, setEnabled] = useState(agent?.enabled ?? true)
  const [password, setPassword] = useState('')
  const saving = useSave(onClose)
  const { wrong, save } = saving
  const submit = () => {
    const fields = { name, email, role, capacity: Number(capacity), ...(password && { password }) }
    save(() =>
      agent
        ? api.call('PATCH', `/agents/${agent.id}`, { ...fields, enabled })
        : api.call('POST', '/agents', { ...fields, password }),
    )
  }
  return (
    <Modal opened onClose={onClose} title={agent ? t('agents.editOf', { name: agent.name }) : t('agents.add')}>
      <SaveForm saving={saving} onSubmit={submit}>
        <TextInput
          label={t('agents.name')}
          required
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
        <NativeSelect
          label={t('agents.role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={(['agent', 'admin'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <NumberInput
          label={t('agents.capacity')}
          min={1}
          max={100}
          value={capacity}
          error={wrong.fields['capacity']}
          onChange={setCapacity}
        />
        <PasswordInput
          label={t('agents.password')}
          description={agent ? t('agents.passwordKeep') : t('agents.passwordRule')}
          autoComplete="new-password"
          value={password}
          error={wrong.fields['password']}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        {agent && (
          <Checkbox
            label={t('agents.enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
        )}
      </SaveForm>
    </Modal>
  )
}
