export { type ChainedEvent, nextLink, signEvent, verifyEvent } from './chain.ts'
export { type Counted, countEvents, type Side } from './count-events.ts'
