import { rootJwk, testNetwork } from '../../test/network.ts'

export const network = await testNetwork()

/** What every vector carries to be checked on its own: the pinned root and the signed directory. */
export const trust = { root: rootJwk, directory: network.compact }
