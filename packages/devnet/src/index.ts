export { compressedTime } from './demo/compressed-time.ts'
export { readDemoOptions } from './demo/demo-options.ts'
export { databaseTexts } from './demo/haystacks.ts'
export { playStory } from './demo/play-story.ts'
export { type DemoReport, runDemo } from './demo/run-demo.ts'
export { type ScanResult, scan } from './demo/scan.ts'
export { askNodes, settle } from './demo/settle.ts'
export { tellStep } from './demo/tell-step.ts'
export {
  developmentCountries,
  type NodeOrganisations,
  openRoutes,
  syntheticOrganisations,
} from './directory/countries.ts'
export {
  makeNetworkFiles,
  type NetworkFiles,
  type NodeFiles,
} from './directory/make-network-files.ts'
export { freePort } from './free-port.ts'
export type { DevelopmentUser, Integrator } from './identity/accounts.ts'
export { type Browser, follow, openPlainBrowser, type Visit } from './identity/browser.ts'
export {
  type IdentityProvider,
  PAGES_CLIENT,
  startIdentityProvider,
} from './identity/identity-provider.ts'
export { SECOND_FACTOR } from './identity/login.ts'
export { integratorToken, type SignedIn, signIn } from './identity/sign-in.ts'
export { keepRunning } from './keep-running.ts'
export {
  createServiceDatabase,
  dropServiceDatabase,
  type EmbeddedPostgres,
  type ServiceDatabase,
  startPostgres,
} from './postgres/index.ts'
export { runCommand, type ServiceProcess, startService } from './processes/start-process.ts'
export { reasonOf } from './reason.ts'
export { runNetwork } from './run-network.ts'
export {
  type Network,
  type NetworkDatabase,
  type NetworkNode,
  startNetwork,
} from './start-network.ts'
