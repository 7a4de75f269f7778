export { ctdcColumns, ctdcMissing } from './ctdc.ts'
export { htcds } from './htcds.ts'
export * from './life-cycle.ts'
export {
  decidedByMapping,
  exploitationMapping,
  genderMapping,
  meansOfControlMapping,
  recruiterMapping,
  serviceMapping,
  traffickingStatusMapping,
} from './mapping.ts'
export { meetingWords } from './meeting-words/index.ts'
export * from './ours.ts'
