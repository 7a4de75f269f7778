// Leaving in a hurry: by the button, or by Shift three times with no other key between.

import { cover, tabs } from './screen.js'

const WITHIN = 5000
const way = document.querySelector('[data-leave]')

function exit(form) {
  const body = new URLSearchParams(new FormData(form))
  tabs.postMessage('leave')
  fetch(form.action, { method: 'POST', body, keepalive: true, redirect: 'manual' }).catch(() => {})
  go()
}

/** Away, with nothing of the page left in it: from all tabs at once, since all are of one session. */
function go() {
  document.title = location.hostname
  document.body.replaceChildren()
  location.replace(way.dataset.to)
}

const leave = () => (way.dataset.leave === 'exit' ? exit(way) : cover())

let presses = []

function countShift(event) {
  if (event.key !== 'Shift') presses = []
  if (event.key !== 'Shift' || event.repeat) return
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp]
  if (presses.length < 3) return
  presses = []
  leave()
}

export function watchLeaving() {
  if (!way) return
  way.addEventListener('submit', (event) => {
    event.preventDefault()
    leave()
  })
  document.addEventListener('keydown', countShift)
  tabs.addEventListener('message', ({ data }) => data === 'leave' && way.dataset.to && go())
}
