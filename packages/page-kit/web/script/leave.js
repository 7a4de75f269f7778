// Leaving in a hurry: by the button, or by Shift three times with no other key between.

import { cover } from './screen.js'

const WITHIN = 5000
const way = document.querySelector('[data-leave]')

function exit(form) {
  const body = new URLSearchParams(new FormData(form))
  document.title = location.hostname
  document.body.replaceChildren()
  fetch(form.action, { method: 'POST', body, keepalive: true, redirect: 'manual' }).catch(() => {})
  location.replace(form.dataset.to)
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
}
