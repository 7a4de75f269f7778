export { otherSide } from './causality.ts'
export { fold, type ReferralState } from './fold.ts'
export { endings, type ReferralStatus, transitions } from './transitions.ts'
