import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

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
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  cursorType: 'pointer',
})

/** Mantine's dimmed text is too pale to be read by everybody. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#6b737d',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1bb',
    '--mantine-color-error': '#ffb4ab',
    '--mantine-color-placeholder': '#98a1ab',
  },
})
