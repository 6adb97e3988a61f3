import { render } from 'preact'
import { Frame } from './app/frame'
import { watchCatalogue } from './app/live'
import { followLinks } from './app/router'

followLinks()
watchCatalogue()
render(<Frame />, document.getElementById('app')!)
