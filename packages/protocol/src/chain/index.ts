export { type ChainedEvent, nextLink, signEvent, verifyEvent } from './chain.ts'
export { type Counted, countEvents } from './count-events.ts'
