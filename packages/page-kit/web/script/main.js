import { initAll } from 'govuk-frontend'
import { watchLeaving } from './leave.js'
import { watchTime } from './session.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
watchLeaving()
watchTime()
initAll()
