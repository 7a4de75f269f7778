import type { Language } from '@causeway/page-kit'
import { NodeId, type Organisation, RandomId, type Route } from '@causeway/schemas/wire'
import { seconds } from '../../context.ts'
import type { PageSite } from '../page-site.ts'

/** Where somebody made up goes home to, from this country. */
interface Home {
  node: NodeId
  /** ISO 3166-1 alpha-2, of her passport. */
  nationality: string
  /** ISO 639-2/T, of her own language. */
  lang: 'ron' | 'nld'
}

const romania: Home = { node: NodeId.parse('ro'), nationality: 'RO', lang: 'ron' }
const netherlands: Home = { node: NodeId.parse('nl'), nationality: 'NL', lang: 'nld' }

export const homeOf = (nodeId: NodeId): Home => (nodeId === romania.node ? netherlands : romania)

/** The second one does not do everything, so that it is seen how that is said. */
const houses = {
  first: {
    id: RandomId.parse('practice-house-the-1-A'),
    services: [
      'safe_housing',
      'crisis_accommodation',
      'medical_care',
      'psychological_support',
      'legal_aid',
      'interpretation',
      'transport',
      'documents',
      'financial_help',
    ],
  },
  second: { id: RandomId.parse('practice-house-the-2-A'), services: ['legal_aid', 'job_search'] },
}

const DAY_SECONDS = 24 * 60 * 60

/**
 * The same node in a network in which nobody is real: two made-up organisations behind one open
 * route, and the policy that holds for everybody. What is looked up there leads nowhere else.
 */
export function practiceSite(site: PageSite, language: Language): PageSite {
  const { context, pages } = site
  const { directory, nodeId, now } = context
  const { node, lang } = homeOf(nodeId)
  const translate = pages.translate(language)
  const at = seconds(now)
  const organisations = Object.entries(houses).map(
    ([name, house]): Organisation => ({
      ...house,
      node,
      name: translate(`practice.house.${name}`),
      kind: 'NGO',
      mandates: ['support', 'place'],
      languages: [lang, 'eng'],
      attested_at: at,
    }),
  )
  const route: Route = {
    from: nodeId,
    to: node,
    regime: 'practice',
    purposes: ['return'],
    basis: 'practice',
    open_until: at + DAY_SECONDS,
  }
  return {
    ...site,
    context: { ...context, directory: { ...directory, organisations, routes: [route] } },
  }
}
