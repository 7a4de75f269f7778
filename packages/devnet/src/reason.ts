/** A fault that is described in words of this package alone: they may be shown to anybody. */
export class DevnetFault extends Error {
  override readonly name: string = 'DevnetFault'
}

/**
 * Why something failed, without anything of a person: the message of a `DevnetFault`, of any other
 * error only its kind and code, for its message may hold what was sent.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof DevnetFault) return error.message
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return 'something that is no error was thrown'
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? `${error.name} ${code}` : error.name
}
