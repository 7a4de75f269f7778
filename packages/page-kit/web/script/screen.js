// Covers the page: what it showed leaves the document, and comes back as it was, typing included.

const template = document.querySelector('#cover')
const title = document.title
let kept

/** Tabs of one browser are covered together, and a touch in one counts for all. */
export const tabs = new BroadcastChannel('pages')

export function cover({ isFirst = true } = {}) {
  if (kept) return
  kept = { nodes: document.createDocumentFragment(), focus: document.activeElement, top: scrollY }
  kept.nodes.append(...document.body.childNodes)
  document.title = location.hostname
  const main = document.createElement('main')
  main.className = 'cw-cover'
  main.append(template.content.cloneNode(true))
  document.body.append(main)
  const button = main.querySelector('[data-show]')
  button.addEventListener('click', uncover)
  button.focus()
  if (isFirst) tabs.postMessage('cover')
}

function uncover() {
  document.body.replaceChildren(kept.nodes)
  document.title = title
  scrollTo(0, kept.top)
  kept.focus?.focus?.()
  kept = undefined
}
