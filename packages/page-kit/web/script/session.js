// Time: covers a page that nobody touches, keeps the session while somebody types, says before it
// ends, and goes when it has ended. The server's clock decides; this one only follows it.

import { cover, tabs } from './screen.js'

const TICK = 5000
const WARN_BEFORE = 120_000
const { coverAfter, endsAfter, stayHref, endedHref, signOutHref, keepHref, tokenField, token } =
  document.body.dataset
const endsIn = Number(endsAfter) * 1000

const template = document.querySelector('#ending')

let touched = Date.now()
let answered = Date.now()
let isAsking = false
let isOver = false
let warning
/** The form that somebody has typed in and not sent. */
let typedIn

function prolonged(at) {
  answered = at
  warning?.remove()
  warning = undefined
}

const isKept = async () => {
  if (!typedIn || !keepHref) return false
  const body = new URLSearchParams(new FormData(typedIn))
  const answer = await fetch(keepHref, { method: 'POST', body, keepalive: true }).catch(() => {})
  return answer?.ok === true
}

/** Goes, and leaves what was typed with the server for whoever typed it. */
async function end() {
  if (isOver) return
  isOver = true
  const to = (await isKept()) ? `?to=${encodeURIComponent(location.pathname)}` : ''
  location.replace(endedHref + to)
}

async function stay() {
  if (isAsking) return
  isAsking = true
  const asked = Date.now()
  const body = new URLSearchParams({ [tokenField]: token })
  const answer = await fetch(stayHref, { method: 'POST', body, redirect: 'manual' }).catch(() => {})
  isAsking = false
  if (!answer) return
  if (!answer.ok) return end()
  prolonged(asked)
  tabs.postMessage('stay')
}

/** Somebody signs out: no other tab shows anything any more, a covered one neither. */
function watchSignOut() {
  document.addEventListener('submit', ({ target }) => {
    if (target.getAttribute('action') === signOutHref) tabs.postMessage('signed-out')
  })
  tabs.addEventListener('message', ({ data }) => {
    if (data !== 'signed-out') return
    isOver = true
    location.replace(endedHref)
  })
}

function warn() {
  if (warning) return
  document.body.append(template.content.cloneNode(true))
  warning = document.querySelector('.cw-ending')
  warning.querySelector('[data-stay]').addEventListener('click', () => warning.close())
  warning.addEventListener('close', stay)
  warning.showModal()
}

function tick() {
  const now = Date.now()
  if (Number(coverAfter) > 0 && now - touched >= Number(coverAfter) * 1000) cover()
  if (!endsAfter) return
  const left = answered + endsIn - now
  if (left <= 0) return end()
  if (touched > answered && now - answered > endsIn / 3) return stay()
  if (left <= WARN_BEFORE) warn()
}

export function watchTime() {
  for (const kind of ['keydown', 'pointerdown', 'input', 'wheel']) {
    addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true })
  }
  addEventListener('input', ({ target: { form } }) => {
    if (form?.closest('#main-content')) typedIn = form
  })
  tabs.addEventListener('message', ({ data }) => {
    if (data === 'cover') cover({ isFirst: false })
    if (data === 'stay') prolonged(Date.now())
  })
  if (signOutHref) watchSignOut()
  setInterval(tick, TICK)
  document.addEventListener('visibilitychange', tick)
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}
