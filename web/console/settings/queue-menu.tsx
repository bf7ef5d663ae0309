import { Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A queue's entry in the welcome menu as it is being typed. */
export interface MenuDraft {
  readonly shown: boolean
  readonly name: string
  readonly index: number | string
}

interface Properties {
  readonly menu: MenuDraft
  readonly queueName: string
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (menu: MenuDraft) => void
}

/** Whether and how a queue stands in the menu that customers are asked by. */
export function QueueMenu({ menu, queueName, wrong, onChange }: Properties) {
  const { t } = useTranslation()
  return (
    <Stack component="fieldset" className="fields">
      <legend>{t('menu.title')}</legend>
      <Checkbox
        label={t('menu.shown')}
        description={t('menu.what')}
        checked={menu.shown}
        error={menu.shown ? undefined : wrong['menu']}
        onChange={(event) => {
          const shown = event.currentTarget.checked
          onChange({ ...menu, shown, name: menu.name || queueName.slice(0, 80) })
        }}
      />
      {menu.shown && (
        <Group align="flex-start" wrap="nowrap">
          <TextInput
            className="grow"
            label={t('menu.name')}
            required
            maxLength={80}
            value={menu.name}
            error={wrong['menu.name'] ?? wrong['menu']}
            onChange={(event) => onChange({ ...menu, name: event.currentTarget.value })}
          />
          <NumberInput
            w={120}
            label={t('menu.index')}
            required
            min={1}
            max={99}
            allowDecimal={false}
            value={menu.index}
            error={wrong['menu.index']}
            onChange={(index) => onChange({ ...menu, index })}
          />
        </Group>
      )}
    </Stack>
  )
}
