import type { Role } from '@causeway/schemas/codes'

/** Someone who signs in on the development network. */
export interface DevelopmentUser {
  /** What is typed as user name, and the subject of the tokens. */
  sub: string
  name: string
  /** Id of the organisation. */
  org: string
  role: Role
  /** Where neutral mail goes; none when absent. */
  email?: string
  password: string
  /** What is typed beside the password where a second factor is asked; none when absent. */
  secondFactor?: string
  /** Until when the training in working with trauma is valid, in seconds; none when absent. */
  trainedUntil?: number
}

/** A case system of an agency, which acts for its organisation without a person. */
export interface Integrator {
  clientId: string
  secret: string
  org: string
}
