import type { Envelope, RandomId } from '@causeway/schemas/wire'
import { withPart } from '@causeway/testkit/tamper'
import * as HPKE from 'hpke'
import { anOffer, type MadeOffer } from './offers.ts'
import { aDigest, anId, nowInSeconds, type Otherwise, type Peer } from './peer.ts'

export interface Scene {
  ro: Peer
  nl: Peer
  parties: { from: RandomId; to: RandomId }
}

/** An honest offer in an envelope that differs as said. */
export const offerIn =
  (otherwise: (scene: Scene) => Otherwise) =>
  async (scene: Scene): Promise<Envelope> =>
    scene.ro.post([anOffer(scene.ro, scene.parties).message], otherwise(scene))

/** An honest envelope with an offer that differs as said. */
export const offerOf =
  (make: (scene: Scene) => MadeOffer | MadeOffer['message']) =>
  async (scene: Scene): Promise<Envelope> => {
    const made = make(scene)
    return scene.ro.post(['message' in made ? made.message : made])
  }

export const post = async (scene: Scene) =>
  scene.ro.post([anOffer(scene.ro, scene.parties).message])
export const changed = async (scene: Scene, change: (mail: Envelope) => Partial<Envelope>) => {
  const mail = await post(scene)
  return { ...mail, ...change(mail) }
}
export const text = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
export const withMember = (compact: string, member: object) =>
  withPart(compact, 1, (json) => JSON.stringify({ ...JSON.parse(json), ...member }))

export const content = (it: Scene, change: object) => ({
  v: 1,
  id: anId(),
  from: it.ro.id,
  to: 'gb',
  salt: aDigest(),
  messages: [anOffer(it.ro, it.parties).message],
  ...change,
})

export const withStrayBits = (compact: string) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(compact.at(-1) as string)
  return compact.slice(0, -1) + letters[last + 1]
}
export const withOther = (ct: string) =>
  `${ct.slice(0, -8)}${ct.at(-8) === 'A' ? 'B' : 'A'}${ct.slice(-7)}`

export const gb = (org: RandomId) => ({ node: 'gb' as never, org })
export const second = () => ({ n: 2, prev: aDigest() })
export const madeNow = () => nowInSeconds() - 1

export function withGrant(make: (scene: Scene) => string) {
  return offerOf((it) => anOffer(it.ro, it.parties, { grants: [make(it)] }))
}

export function withCiphertext(change: (ct: string) => string) {
  return async (it: Scene) => {
    const { ct } = await post(it)
    return it.ro.post([anOffer(it.ro, it.parties).message], { ct: change(ct) })
  }
}

/** The content is honest; it is sealed to a third node, and the header says so. */
export function sealedTo(whom: (scene: Scene) => Peer) {
  return async (it: Scene) => {
    const other = whom(it)
    const { kid } = other.sealingKeyOf(other.id)
    const { ct } = await post(it)
    const [header = '', ...rest] = ct.split('.')
    const named = Buffer.from(header, 'base64url')
      .toString()
      .replace(/"kid":"[^"]+"/, `"kid":"${kid}"`)
    const sealed = [Buffer.from(named).toString('base64url'), ...rest].join('.')
    return it.ro.post([anOffer(it.ro, it.parties).message], { enc_kid: kid, ct: sealed })
  }
}

export function padded(bytes: Buffer, size: number) {
  const whole = Buffer.alloc(size)
  bytes.copy(whole)
  whole[bytes.length] = 0x80
  return whole
}

/** Sealed as it is, past the padding of the suite. */
export function unpadded(bytes: Buffer) {
  return async (it: Scene) => {
    const suite = new HPKE.CipherSuite(
      HPKE.KEM_MLKEM768_X25519,
      HPKE.KDF_SHAKE256,
      HPKE.AEAD_AES_256_GCM,
    )
    const { kid, publicKey } = it.ro.sealingKeyOf('gb' as never)
    const header = Buffer.from(JSON.stringify({ alg: 'HPKE-9', kid })).toString('base64url')
    const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, bytes, {
      aad: Buffer.from(header),
    })
    const part = (from: Uint8Array) => Buffer.from(from).toString('base64url')
    const ct = `${header}.${part(encapsulatedSecret)}..${part(ciphertext)}.`
    return it.ro.post([anOffer(it.ro, it.parties).message], { ct })
  }
}
