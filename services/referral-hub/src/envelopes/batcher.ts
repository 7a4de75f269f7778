import { Problem } from '@causeway/schemas/problems'

interface Options<Row, Outcome> {
  /** Settles a batch; one outcome for each row, in the same order. */
  settle: (rows: readonly Row[]) => Promise<readonly Outcome[]>
  maxRows: number
  maxInFlight: number
  /** How many rows may wait in line. */
  maxWaiting: number
}

export interface Batcher<Row, Outcome> {
  /**
   * Settles these rows, together with whatever else waits. Throws `Problem('busy')` when the line
   * is too long, and what `settle` throws.
   */
  submit(rows: readonly Row[]): Promise<Outcome[]>
  /** How many rows could be submitted now. */
  room(): number
}

interface Waiting<Row, Outcome> {
  row: Row
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}

/**
 * Group commit without a timer: a row that arrives when nothing is under way goes at once; rows that
 * arrive while `maxInFlight` batches are under way form the next one, in order of arrival.
 */
export function createBatcher<Row, Outcome>(options: Options<Row, Outcome>): Batcher<Row, Outcome> {
  const { settle, maxRows, maxInFlight, maxWaiting } = options
  const line: Waiting<Row, Outcome>[] = []
  let inFlight = 0

  const dispatch = () => {
    while (inFlight < maxInFlight && line.length > 0) {
      inFlight += 1
      void settleAll(line.splice(0, maxRows)).finally(() => {
        inFlight -= 1
        dispatch()
      })
    }
  }

  const settleAll = async (batch: Waiting<Row, Outcome>[]) => {
    try {
      const outcomes = await settle(batch.map(({ row }) => row))
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] as Outcome)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    room: () => maxWaiting - line.length,
    submit: async (rows) => {
      if (line.length + rows.length > maxWaiting) throw new Problem('busy')
      const outcomes = rows.map(
        (row) =>
          new Promise<Outcome>((resolve, reject) => {
            line.push({ row, resolve, reject })
          }),
      )
      dispatch()
      return Promise.all(outcomes)
    },
  }
}
