/**
 * `oidc-provider` without its front door, which prints a warning on every Node that is not an LTS
 * release yet, in the terminal of whoever starts the network. There is no switch for it. The parts
 * are the very modules that the front door exports; the version is pinned.
 */
export * as errors from 'oidc-provider/lib/helpers/errors.js'
export * as interactionPolicy from 'oidc-provider/lib/helpers/interaction_policy/index.js'
export { Provider } from 'oidc-provider/lib/provider.js'
