import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './console.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startStrings } from './strings.ts'
import { themeFor, variables } from './theme.ts'

await startStrings()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <MantineProvider theme={themeFor(i18next.t)} cssVariablesResolver={variables} defaultColorScheme="auto">
    <Notifications position="top-center" limit={3} />
    <App />
  </MantineProvider>,
)
