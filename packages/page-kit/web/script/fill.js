// A code in the fragment of the address, which no server is sent: it goes into its field, and out of
// the address and the history.

export function fillFromFragment() {
  const form = document.querySelector('[data-from-fragment]')
  const code = location.hash.slice(1)
  if (!form || !code) return
  form.elements[form.dataset.fromFragment].value = code
  history.replaceState(null, '', location.pathname + location.search)
}
