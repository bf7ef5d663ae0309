import { render } from 'preact'
import './phone.css'
import { PhonePage } from './phone-page.tsx'

render(<PhonePage />, document.body)
