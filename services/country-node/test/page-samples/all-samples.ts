import { frameSamples, frameTexts } from './frame-samples.ts'
import { practiceSamples, practiceTexts } from './practice-samples.ts'
import { receivingSamples, receivingTexts } from './receiving-samples.ts'
import { sendingSamples, sendingTexts } from './sending-samples.ts'

/** Each view of the node's pages, in each way in which it is shown. */
export const allSamples = [
  ...frameSamples,
  ...practiceSamples,
  ...receivingSamples,
  ...sendingSamples,
]

/** Codes of which every one must have its words. */
export const requiredTexts = [
  ...frameTexts,
  ...practiceTexts,
  ...receivingTexts,
  ...sendingTexts,
]
