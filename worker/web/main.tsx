import { render } from 'preact'
import { Frame } from './frame'
import { watchCatalogue } from './app/live'
import { followLinks } from './app/router'

followLinks()
watchCatalogue()
render(<Frame />, document.getElementById('app')!)
