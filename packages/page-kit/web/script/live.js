// A list that stays true: when the server says that something may have changed, the page is asked for
// anew and its content takes the place of the old one. Nothing of it counts as use of the session, and
// once something has been typed on the page it stays as it is.

import { tabs } from './screen.js'

const MINUTE = 60_000
const { liveHref, again, newHere, endedHref } = document.body.dataset
const main = document.querySelector('#main-content')
const said = document.querySelector('#new-here')

let isTyped = false
let isAsking = false
let isStale = false

const wordsOf = ({ textContent }) => textContent.replace(/\s+/g, ' ')

function put(fresh, isNews) {
  if (isTyped || wordsOf(fresh) === wordsOf(main)) return
  const at = main.contains(document.activeElement) ? document.activeElement : undefined
  const href = at?.getAttribute('href')
  if (at && !href) return
  main.replaceChildren(...fresh.childNodes)
  const links = [...main.querySelectorAll('a[href]')]
  links.find((link) => link.getAttribute('href') === href)?.focus({ preventScroll: true })
  if (isNews) said.textContent = newHere
}

/** The browser reads the page itself: no string becomes markup here, as Trusted Types ask. */
function refresh(isNews) {
  if (isAsking) {
    isStale ||= isNews
    return
  }
  isAsking = true
  const request = new XMLHttpRequest()
  request.open('GET', again)
  request.responseType = 'document'
  request.onload = () => {
    if (new URL(request.responseURL).pathname === endedHref) return location.replace(endedHref)
    const fresh = request.response?.querySelector('#main-content')
    if (request.status === 200 && fresh) put(fresh, isNews)
  }
  request.onloadend = () => {
    isAsking = false
    if (!isStale) return
    isStale = false
    refresh(true)
  }
  request.send()
}

/** One tab of a browser listens, and tells the others; when it goes, the next one does. */
function listen() {
  const events = new EventSource(liveHref)
  let isFirst = true
  events.addEventListener('open', () => {
    if (!isFirst) refresh(true)
    isFirst = false
  })
  events.addEventListener('message', () => {
    tabs.postMessage('changed')
    refresh(true)
  })
  events.addEventListener('error', () => {
    if (events.readyState !== EventSource.CLOSED) return
    refresh(false)
    setTimeout(listen, MINUTE)
  })
}

export function watchList() {
  if (!liveHref || main.querySelector('.govuk-error-summary')) return
  main.addEventListener('input', () => (isTyped = true))
  navigator.locks?.request('live', () => new Promise(listen))
  tabs.addEventListener('message', ({ data }) => data === 'changed' && refresh(true))
  setInterval(() => refresh(false), MINUTE)
}
