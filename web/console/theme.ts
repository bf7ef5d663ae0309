import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, Modal } from '@mantine/core'
import type { TFunction } from 'i18next'

const accent: MantineColorsTuple = [
  '#eaf4ff',
  '#d4e6fb',
  '#a6cbf3',
  '#75aeec',
  '#4d96e6',
  '#3586e2',
  '#1f6fca',
  '#0b5cad',
  '#084a8d',
  '#04386d',
]

/** Calm and dense: one accent colour, the system's letters, contrast that holds in light and dark. */
export function themeFor(t: TFunction) {
  return createTheme({
    colors: { accent },
    primaryColor: 'accent',
    primaryShade: { light: 7, dark: 6 },
    defaultRadius: 'md',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
    cursorType: 'pointer',
    components: { Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': t('close') } } }) },
  })
}

/** Mantine's own grey and red are too pale to read at small sizes; and what our own style sheet shares with it. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-placeholder': '#69717b',
    '--mantine-color-error': '#b42318',
    '--desk-focus': '#0b5cad',
    '--desk-own': '#0b5cad',
    '--desk-line': '#e3e6ea',
    '--desk-quiet': '#f4f6f8',
    '--desk-chosen': '#e2eefb',
    '--desk-warn': '#8a4b00',
    '--desk-warn-back': '#fff4dc',
    '--desk-good': '#1b7f3b',
    '--desk-bad': '#c62828',
    '--desk-away': '#b26a00',
    '--desk-off': '#7a828c',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1bb',
    '--mantine-color-placeholder': '#98a0aa',
    '--mantine-color-error': '#ff9a8f',
    '--desk-focus': '#75aeec',
    '--desk-own': '#0f4f91',
    '--desk-line': '#3b3b3b',
    '--desk-quiet': '#2c2c2c',
    '--desk-chosen': '#23364c',
    '--desk-warn': '#ffc069',
    '--desk-warn-back': '#3a2d12',
    '--desk-good': '#4cc273',
    '--desk-bad': '#ff7b72',
    '--desk-away': '#e8a33d',
    '--desk-off': '#8d96a0',
  },
})
