import { createRoot } from 'react-dom/client'
import { Recovery } from './shell/Recovery.tsx'
import { readStudio } from './studio.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/global.css'

const root = document.getElementById('root')
if (!root) throw new RangeError('recovery.html has no element #root')
createRoot(root).render(<Recovery studio={readStudio()} />)
