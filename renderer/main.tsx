import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import { createStores } from './shell/stores.ts'
import { readStudio } from './studio.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/infill.css'
import './theme/origins.css'
import './theme/global.css'
import './theme/prose.css'
import './theme/find.css'
import './theme/spelling.css'

const studio = readStudio()
const stores = createStores(studio)
const root = document.getElementById('root')
if (!root) throw new RangeError('index.html has no element #root')
createRoot(root).render(<App studio={studio} stores={stores} />)
void stores.library.load()
void stores.model.load()
void stores.writing.load()
