import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { DevelopmentUser } from './accounts.ts'
import { errors } from './oidc-provider.ts'

const MAX_FORM_BYTES = 4096

/** The authentication context class of who typed the second factor too (`acr`). */
export const SECOND_FACTOR = 'urn:causeway:acr:second-factor'

/**
 * The login form and its answer. The form works only for the browser that began: the provider ties
 * it to a signed cookie that other sites cannot send. It asks for the second factor when the client asks for that context
 * class. A wrong password or code shows the form again.
 */
export async function answerLogin(
  provider: Provider,
  users: readonly DevelopmentUser[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { params } = await provider.interactionDetails(request, response)
    const asksMore = String(params.acr_values ?? '')
      .split(' ')
      .includes(SECOND_FACTOR)
    if (request.method !== 'POST') return sendForm(response, 200, asksMore)
    const form = await readForm(request)
    const user = users.find(({ sub }) => sub === form.get('user'))
    const isGiven = (name: string, wanted: string) => matches(form.get(name) ?? '', wanted)
    const isUser =
      user !== undefined &&
      isGiven('password', user.password) &&
      (!asksMore || (user.secondFactor !== undefined && isGiven('code', user.secondFactor)))
    if (!isUser) return sendForm(response, 401, asksMore)
    const level = asksMore ? { acr: SECOND_FACTOR, amr: ['pwd', 'otp'] } : { amr: ['pwd'] }
    await provider.interactionFinished(request, response, {
      login: { accountId: user.sub, ...level },
    })
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
      return
    }
    response.writeHead(error instanceof errors.SessionNotFound ? 400 : 500)
    response.end('Begin to sign in again.')
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MAX_FORM_BYTES) throw new RangeError('The form is too large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const matches = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))

function sendForm(response: ServerResponse, status: 200 | 401, asksMore: boolean): void {
  const notice = status === 401 ? '<p role="alert">That is not right.</p>' : ''
  const code = asksMore
    ? '<p><label>Code <input name="code" autocomplete="one-time-code" required></label></p>'
    : ''
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; form-action 'self' http://127.0.0.1:*; frame-ancestors 'none'",
  })
  response.end(`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Sign in (development)</title>
<h1>Sign in</h1>
<p>Development identity provider. Synthetic people only.</p>
${notice}
<form method="post">
<p><label>User <input name="user" autocomplete="username" required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
${code}
<p><button>Sign in</button></p>
</form>
</html>
`)
}
