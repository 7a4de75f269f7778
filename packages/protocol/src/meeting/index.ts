export { type MeetingWords, meetingWordsOf, readCardCode } from './derive.ts'
export { meetingLanguageOf, wordsIn } from './speak.ts'
export { checkMeetingPin, makeMeetingVerifier } from './verifier.ts'
