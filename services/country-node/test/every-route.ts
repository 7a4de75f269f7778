import { changingRoutes } from './changing-routes.ts'
import { readingRoutes } from './reading-routes.ts'
import type { RouteRow } from './route-row.ts'

/** Every route of the API that asks for a token. */
export const everyRoute: RouteRow[] = [...readingRoutes, ...changingRoutes]
