import { Group, MultiSelect, NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live.ts'
import { daysWanted, isOfAgents, presetFor, type Wanted } from './address.ts'
import { dayPresets, type Preset, presets } from './ranges.ts'
import type { Report } from './report.ts'

interface Properties {
  readonly report: Report
  readonly wanted: Wanted
  readonly centreZone: string
  /** By what the desk grouped where nobody said. */
  readonly grouping: string | null
  readonly onWant: (changes: Partial<Wanted>) => void
}

/** Over what a report is, of whom, and in which steps. */
export function Filters({ report, wanted, centreZone, grouping, onWant }: Properties) {
  const { t } = useTranslation()
  const { queues, agents } = useLive()
  const zone = wanted.zone ?? centreZone
  const preset = presetFor(report, wanted)
  const isOwn = preset === 'own'
  const isWrong = isOwn && wanted.first !== '' && daysWanted(report, wanted, zone, Date.now()) === null
  const choose = (next: Preset) => {
    if (next !== 'own') return onWant({ preset: next })
    // One goes on from the days that were shown.
    const days = daysWanted(report, wanted, zone, Date.now())
    onWant({ preset: next, ...days })
  }
  return (
    <Group component="fieldset" className="report-filters" align="flex-start" gap="sm">
      <legend className="unseen">{t('reports.filters')}</legend>
      <NativeSelect
        label={t('reports.range')}
        value={preset}
        onChange={(event) => choose(event.currentTarget.value as Preset)}
        data={(report.oneDay ? dayPresets : presets).map((value) => ({ value, label: t(`range.${value}`) }))}
      />
      {isOwn && (
        <TextInput
          type="date"
          label={t(report.oneDay ? 'reports.day' : 'reports.first')}
          value={wanted.first}
          onChange={(event) => onWant({ first: event.currentTarget.value })}
        />
      )}
      {isOwn && !report.oneDay && (
        <TextInput
          type="date"
          label={t('reports.last')}
          value={wanted.last}
          min={wanted.first}
          error={isWrong && t('reports.lastWrong')}
          onChange={(event) => onWant({ last: event.currentTarget.value })}
        />
      )}
      {report.groupings.length > 0 && (
        <NativeSelect
          label={t('reports.grouping')}
          value={wanted.grouping ?? ''}
          onChange={(event) => onWant({ grouping: event.currentTarget.value || null })}
          data={[
            { value: '', label: grouping ? t('reports.byItself', { by: t(`by.${grouping}`) }) : t('reports.fitting') },
            ...report.groupings.map((value) => ({ value, label: t(`by.${value}`) })),
          ]}
        />
      )}
      <Owners
        label={t('reports.queues')}
        all={[...queues.values()]}
        chosen={wanted.queueIds}
        onChoose={(queueIds) => onWant({ queueIds })}
      />
      {isOfAgents(report) && (
        <Owners
          label={t('reports.agents')}
          all={[...agents.values()]}
          chosen={wanted.agentIds}
          onChoose={(agentIds) => onWant({ agentIds })}
        />
      )}
      <Select
        label={t('reports.zone')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('command.nothing')}
        data={[...new Set([centreZone, zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
        value={zone}
        limit={100}
        onChange={(next) => onWant({ zone: next === centreZone ? null : next })}
      />
    </Group>
  )
}

interface OwnersProperties {
  readonly label: string
  readonly all: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: readonly string[]
  readonly onChoose: (ids: string[]) => void
}

/** Queues or agents; none chosen: all. */
function Owners({ label, all, chosen, onChoose }: OwnersProperties) {
  const { t } = useTranslation()
  return (
    <MultiSelect
      label={label}
      placeholder={chosen.length === 0 ? t('reports.all') : ''}
      className="report-owners"
      searchable
      clearable
      hidePickedOptions
      limit={100}
      nothingFoundMessage={t('command.nothing')}
      clearButtonProps={{ 'aria-label': t('reports.all') }}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...chosen]}
      onChange={onChoose}
    />
  )
}
