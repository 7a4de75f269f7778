import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Puts another letter of the base64url alphabet (or another character) at one place. */
export function changeAt(text: string, at: number, by = 1): string {
  const index = alphabet.indexOf(text[at] ?? '')
  const other = index < 0 ? 'A' : (alphabet[(index + by) % alphabet.length] as string)
  return text.slice(0, at) + other + text.slice(at + 1)
}

/** The other signature (r, n - s) that verifies over the same input. */
export function otherForm(compact: string): string {
  const cut = compact.lastIndexOf('.') + 1
  const signature = Buffer.from(compact.slice(cut), 'base64url')
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
  const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex')
  return (
    compact.slice(0, cut) + Buffer.concat([signature.subarray(0, 32), other]).toString('base64url')
  )
}

/** The code that something is refused with; `ok` when it is taken. Anything but a refusal passes on. */
export async function refusalOf(
  act: () => unknown | Promise<unknown>,
): Promise<SealedProblemCode | 'ok'> {
  try {
    await act()
    return 'ok'
  } catch (cause) {
    if (cause instanceof Refusal) return cause.code
    throw cause
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Replaces the protected header and keeps the rest. */
export const withHeader = (compact: string, change: object): string => {
  const [head = '', ...rest] = compact.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object
  return [encode({ ...header, ...change }), ...rest].join('.')
}
