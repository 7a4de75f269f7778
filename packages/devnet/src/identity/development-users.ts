import { randomBytes, randomInt } from 'node:crypto'
import type { NodeOrganisations } from '../directory/countries.ts'
import type { DevelopmentUser, Integrator } from './accounts.ts'

const aPassword = () => randomBytes(12).toString('base64url')
/** Stands for the one-time code of a device; made anew at every start. */
const aSecondFactor = () => String(randomInt(10 ** 8)).padStart(8, '0')

/** Two years, by default. */
const TRAINING = 2 * 365 * 24 * 60 * 60

/** People of a country's two organisations, with names that no one could take for real. */
export function developmentUsers(
  node: string,
  { supporting, receiving }: NodeOrganisations,
): DevelopmentUser[] {
  const people = [
    ['ngo-case-worker', 'Ash Example', 'case_worker', supporting.id],
    ['ngo-duty-worker', 'Alder Example', 'duty_worker', supporting.id],
    ['ngo-supervisor', 'Oak Example', 'supervisor', supporting.id],
    ['agency-intake-worker', 'Birch Example', 'intake_worker', receiving.id],
    ['agency-case-worker', 'Cedar Example', 'case_worker', receiving.id],
    ['agency-duty-worker', 'Elm Example', 'duty_worker', receiving.id],
    ['agency-supervisor', 'Fir Example', 'supervisor', receiving.id],
    ['focal-point', 'Rowan Example', 'focal_point', receiving.id],
    ['node-administrator', 'Hazel Example', 'node_administrator', receiving.id],
    ['data-protection-officer', 'Linden Example', 'data_protection_officer', receiving.id],
  ] as const
  const trainedUntil = Math.floor(Date.now() / 1000) + TRAINING
  return people.map(([sub, name, role, org]) => ({
    sub: `${node}-${sub}`,
    name: `${name} (synthetic, ${node})`,
    role,
    org,
    email: `${node}-${sub}@example.org`,
    password: aPassword(),
    secondFactor: aSecondFactor(),
    trainedUntil,
  }))
}

/** A case system of each of the two organisations. */
export const developmentIntegrators = (
  node: string,
  { supporting, receiving }: NodeOrganisations,
): Integrator[] => [
  {
    clientId: `${node}-ngo-system`,
    secret: randomBytes(24).toString('base64url'),
    org: supporting.id,
  },
  {
    clientId: `${node}-agency-system`,
    secret: randomBytes(24).toString('base64url'),
    org: receiving.id,
  },
]
