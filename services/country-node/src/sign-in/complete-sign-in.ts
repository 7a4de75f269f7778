import { Problem } from '@causeway/schemas/problems'
import * as oidc from 'openid-client'
import { appendAudit } from '../audit/append-audit.ts'
import { seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { takeAttempt } from './attempt-queries.ts'
import { refusalOf } from './provider.ts'
import { attemptSecrets, hashOf } from './secrets.ts'
import { deleteSession, formTokenOf, insertSession, strengthenSession } from './session-queries.ts'
import type { SignIn } from './sign-in.ts'

interface Answer {
  /** Where the provider sent the browser. */
  url: URL
  /** The secret in the browser's cookie. */
  browser: string | undefined
  /** The session that the browser had, if any. */
  session: string | undefined
}

/** Who the provider says it was. */
interface Identified {
  actor: StaffActor
  providerSession: string | undefined
  isStrong: boolean
}

/**
 * Takes the provider's answer and begins a session, or records the second factor in the one it was
 * asked for; either way under an id that nobody knew before. Returns the id, which only the cookie
 * holds, and where to go on. Throws `Problem`: `sign-in-refused` when the answer is not to an attempt
 * of this browser, was used, came too late, does not verify, or names nobody who works here;
 * `step-up-missing` when the provider did not ask for the second factor; `busy` while it is away.
 */
export async function completeSignIn(
  signIn: SignIn,
  { url, browser, session }: Answer,
): Promise<{ id: string; to: string }> {
  const { db, now, randomDigest, randomId } = signIn.context
  const state = url.searchParams.get('state')
  if (browser === undefined || state === null) throw new Problem('sign-in-refused')
  const hashes = { stateHash: hashOf(state), browserHash: hashOf(browser) }
  const attempt = await takeAttempt(db, hashes, now())
  if (!attempt) throw new Problem('sign-in-refused')

  const who = await identify(signIn, url, { browser, state, begunAt: attempt.begunAt })
  const { actor, providerSession } = who
  const isStepUp = attempt.sessionHash !== null
  if (isStepUp && !who.isStrong) throw new Problem('step-up-missing')

  const id = randomDigest()
  const idHash = hashOf(id)
  await db.transaction().execute(async (trx) => {
    const at = now()
    if (attempt.sessionHash === null) {
      const earlier = session && (await formTokenOf(trx, hashOf(session), actor))
      if (session !== undefined) await deleteSession(trx, hashOf(session))
      await insertSession(trx, { idHash, formToken: earlier || randomId(), ...who }, at)
    } else {
      const change = {
        idHash: attempt.sessionHash,
        freshIdHash: idHash,
        actor,
        providerSession,
      }
      if (!(await strengthenSession(trx, change, at))) throw new Problem('sign-in-refused')
    }
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: isStepUp ? 'session.step_up' : 'session.begin',
      subject: actor.pseudonym,
      detail: { second_factor: who.isStrong ? 'given' : 'not_asked' },
    })
  })
  return { id, to: attempt.to }
}

/** Exchanges the code and checks both tokens; the access token is what says role and organisation. */
async function identify(
  { context, provider, authenticate }: SignIn,
  url: URL,
  { browser, state, begunAt }: { browser: string; state: string; begunAt: Date },
): Promise<Identified> {
  const { verifier, nonce } = attemptSecrets(browser, state)
  const config = await provider.find()
  const tokens = await oidc
    .authorizationCodeGrant(
      config,
      url,
      {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        maxAge: Math.ceil((context.now().getTime() - begunAt.getTime()) / 1000),
      },
      { resource: provider.audience },
    )
    .catch((cause) => {
      throw refusalOf(cause)
    })
  const claims = tokens.claims()
  const actor = await authenticate(`Bearer ${tokens.access_token}`).catch((cause) => {
    const isRefused = cause instanceof Problem && cause.code === 'token-refused'
    throw isRefused ? new Problem('sign-in-refused', { cause }) : cause
  })
  if (claims?.sub !== actor.subject || actor.role === 'integrator') {
    throw new Problem('sign-in-refused')
  }
  return {
    actor,
    providerSession: typeof claims.sid === 'string' ? claims.sid : undefined,
    isStrong: claims.acr === provider.stepUpAcr,
  }
}
