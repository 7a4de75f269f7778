import { LogFindingKind } from '@causeway/schemas/api'
import type { HubRecordWords } from '../../src/pages/home/hub-record-of.ts'

const at = '2026-11-21T09:00:00.000Z'

/** Confirmed and in order. */
export const aQuietRecord: HubRecordWords = {
  isAlarming: false,
  confirmed: { at, by: '3', of: '4' },
  findings: [],
}

/** Never confirmed, and all found that there can be. */
export const aFoundRecord: HubRecordWords = {
  isAlarming: true,
  findings: LogFindingKind.options.flatMap((kind) => [
    { kind, count: '1,040', since: at, isOpen: true },
    { kind, count: '2', since: at, isOpen: false },
  ]),
}

/** Codes of which every one must have its words. */
export const hubRecordTexts = LogFindingKind.options.flatMap((kind) => [
  `hub_record.${kind}`,
  `hub_record.${kind}.text`,
])
