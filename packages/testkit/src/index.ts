export { throwAwayDatabase, throwAwayServiceDatabase } from './database.ts'
export { type HubBehaviour, type HubDouble, startHubDouble } from './hub-double.ts'
export { createLogDouble, type LogDouble } from './log-double.ts'
