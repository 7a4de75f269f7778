import { randomBytes } from 'node:crypto'
import { Purpose } from '@causeway/schemas/codes'
import type { Directory, Organisation, Route } from '@causeway/schemas/wire'
import type { z } from 'zod'

type OrganisationEntry = z.input<typeof Organisation>
type RouteEntry = z.input<typeof Route>

/** What a network consists of beside its keys. */
export interface NetworkContent {
  organisations: OrganisationEntry[]
  routes: RouteEntry[]
  policy: z.input<typeof Directory>['policy']
}

interface Country {
  name: string
  city: string
  language: string
  timeZone: string
}

const countries: Record<string, Country> = {
  gb: { name: 'United Kingdom', city: 'London', language: 'eng', timeZone: 'Europe/London' },
  ro: { name: 'Romania', city: 'Cluj-Napoca', language: 'ron', timeZone: 'Europe/Bucharest' },
  nl: { name: 'Netherlands', city: 'Utrecht', language: 'nld', timeZone: 'Europe/Amsterdam' },
  de: { name: 'Germany', city: 'Leipzig', language: 'deu', timeZone: 'Europe/Berlin' },
}

/** The countries a development network can have. */
export const developmentCountries: readonly string[] = Object.keys(countries)

/** Throws `TypeError` for a country there are no synthetic organisations for. */
export function countryOf(node: string): Country {
  const country = countries[node]
  if (!country) throw new TypeError(`No synthetic country: ${node}`)
  return country
}

export interface NodeOrganisations {
  /** An NGO that supports people and sends referrals. */
  supporting: OrganisationEntry
  /** An agency that takes people in. */
  receiving: OrganisationEntry
}

/** Two organisations of a country that do not exist, and say so in their names. */
export function syntheticOrganisations(node: string, now: Date): NodeOrganisations {
  const { city, language, timeZone } = countryOf(node)
  const shared = {
    node,
    languages: [...new Set([language, 'eng'])],
    attested_at: Math.floor(now.getTime() / 1000),
    time_zone: timeZone,
  }
  return {
    supporting: {
      ...shared,
      id: randomBytes(16).toString('base64url'),
      name: `Example Harbour (synthetic), ${city}`,
      kind: 'NGO',
      mandates: ['support'],
      services: ['psychological_support', 'legal_aid', 'interpretation', 'documents'],
    },
    receiving: {
      ...shared,
      id: randomBytes(16).toString('base64url'),
      name: `Example Shelter Agency (synthetic), ${city}`,
      kind: 'CentralGovernmentOrganisation',
      mandates: ['place', 'support'],
      services: [
        'safe_housing',
        'crisis_accommodation',
        'medical_care',
        'psychological_support',
        'legal_aid',
        'interpretation',
        'transport',
        'reintegration_grant',
      ],
    },
  }
}

const DAYS_OPEN = 365

/** A route for every purpose from each node to each other. */
export function openRoutes(nodes: readonly string[], now: Date): RouteEntry[] {
  const open_until = Math.floor(now.getTime() / 1000) + DAYS_OPEN * 24 * 60 * 60
  return nodes.flatMap((from) =>
    nodes
      .filter((to) => to !== from)
      .map((to) => ({
        from,
        to,
        regime: 'Synthetic regime for development',
        purposes: [...Purpose.options],
        basis: 'No legal basis: synthetic people only',
        open_until,
      })),
  )
}
