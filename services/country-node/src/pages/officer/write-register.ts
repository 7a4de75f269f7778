import type { RegisterLine } from '@causeway/schemas/api'
import type { Speaker } from './say-entry.ts'
import { sayLine } from './say-line.ts'

const columns = [
  'at',
  'handover',
  'person',
  'from',
  'to',
  'node',
  'stage',
  'groups',
  'agreement',
  'basis',
  'withdrawals',
] as const

/**
 * The register as comma-separated values (RFC 4180, UTF-8 with a mark for spreadsheets), in the
 * reader's words. Times are RFC 3339 in UTC.
 */
export async function* writeRegister(
  speaker: Speaker,
  batches: AsyncIterable<readonly RegisterLine[]>,
): AsyncGenerator<string> {
  const { translate } = speaker
  yield `\ufeff${rowOf(columns.map((column) => translate(`officer.column.${column}`)))}`
  for await (const batch of batches) {
    const rows = batch.map((line) => {
      const said = sayLine(speaker, line)
      return rowOf([
        said.at,
        said.handover,
        said.person,
        said.from,
        said.to,
        line.to.node,
        translate(`officer.stage.${said.tier}`),
        said.groups,
        said.agreement,
        said.basis,
        said.withdrawals
          .map(({ at, answer }) => `${at} ${translate(`officer.answer.${answer}`)}`)
          .join('; '),
      ])
    })
    yield rows.join('')
  }
}

const rowOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** Quoted always; what a spreadsheet would take for a formula begins with a mark for text. */
const cellOf = (text: string): string =>
  `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`
