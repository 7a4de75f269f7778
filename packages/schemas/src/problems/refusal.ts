import { sealedProblems } from './sealed-problems.ts'

export type SealedProblemCode = keyof typeof sealedProblems

/** Something that arrived under a seal or a signature and does not hold. Carries its code only. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: SealedProblemCode

  constructor(code: SealedProblemCode, options?: ErrorOptions) {
    super(sealedProblems[code].title, options)
    this.code = code
  }
}
