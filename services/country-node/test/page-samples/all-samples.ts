import { alarmSamples, alarmTexts } from './alarm-samples.ts'
import { codeTexts } from './code-texts.ts'
import { frameSamples, frameTexts } from './frame-samples.ts'
import { officerSamples, officerTexts } from './officer-samples.ts'
import { paperSamples, paperTexts } from './paper-samples.ts'
import { practiceSamples, practiceTexts } from './practice-samples.ts'
import { receivingSamples, receivingTexts } from './receiving-samples.ts'
import { sendingSamples, sendingTexts } from './sending-samples.ts'
import { sentSamples, sentTexts } from './sent-samples.ts'
import { survivorSamples, survivorTexts } from './survivor-samples.ts'

/** Each view of the node's pages, in each way in which it is shown. */
export const allSamples = [
  ...frameSamples,
  ...alarmSamples,
  ...officerSamples,
  ...paperSamples,
  ...practiceSamples,
  ...receivingSamples,
  ...sendingSamples,
  ...sentSamples,
  ...survivorSamples,
]

/** Codes of which every one must have its words. */
export const requiredTexts = [
  ...codeTexts,
  ...frameTexts,
  ...alarmTexts,
  ...officerTexts,
  ...paperTexts,
  ...practiceTexts,
  ...receivingTexts,
  ...sendingTexts,
  ...sentTexts,
  ...survivorTexts,
]
