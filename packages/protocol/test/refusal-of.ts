import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'

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
