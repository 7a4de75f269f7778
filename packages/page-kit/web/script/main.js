import { initAll } from 'govuk-frontend'
import { fillFromFragment } from './fill.js'
import { watchLeaving } from './leave.js'
import { watchList } from './live.js'
import { watchTime } from './session.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
fillFromFragment()
watchLeaving()
watchTime()
watchList()
initAll()
