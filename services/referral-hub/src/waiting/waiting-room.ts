import type { NodeId } from '@causeway/schemas/wire'

/** How many polls of one node may wait in a row; beyond that the longest waiting is sent home. */
const SEATS = 8

interface Seat {
  /** `true` when there may be news since the last time it was asked, `false` when time is over. */
  called(): Promise<boolean>
  /** Ends the wait, if any; may be repeated. */
  leave(): void
}

export interface WaitingRoom {
  /**
   * Take the seat before looking for what the row is about: a call in between is then not missed.
   * Each node has seats of its own in every row.
   */
  enter(row: string, node: NodeId, milliseconds: number): Seat
  /** There may be news for these rows; names of rows in which nobody sits are ignored. */
  call(rows: Iterable<string>): void
  /** There may be news for anybody. */
  callAll(): void
  /** Sends everybody home, and whoever enters later. */
  close(): void
}

/** Where long polls wait until somebody calls the row they sit in. */
export function createWaitingRoom(): WaitingRoom {
  const rows = new Map<string, Set<OpenSeat>>()
  let isClosed = false

  return {
    enter(name, node, milliseconds) {
      const row = rows.get(name) ?? new Set()
      rows.set(name, row)
      const seat = openSeat(node, milliseconds, () => {
        row.delete(seat)
        if (row.size === 0 && rows.get(name) === row) rows.delete(name)
      })
      row.add(seat)
      const [oldest, ...others] = [...row].filter((taken) => taken.node === node)
      if (others.length >= SEATS) oldest?.leave()
      if (isClosed) seat.end()
      return seat
    },
    call(names) {
      for (const name of names) for (const seat of rows.get(name) ?? []) seat.call()
    },
    callAll() {
      for (const row of rows.values()) for (const seat of row) seat.call()
    },
    close() {
      isClosed = true
      for (const row of rows.values()) for (const seat of row) seat.end()
    },
  }
}

interface OpenSeat extends Seat {
  readonly node: NodeId
  call(): void
  end(): void
}

function openSeat(node: NodeId, milliseconds: number, onLeave: () => void): OpenSeat {
  let isCalled = false
  let isOver = false
  let settle = () => {}

  const end = () => {
    isOver = true
    settle()
  }
  const timer = setTimeout(end, milliseconds)

  return {
    node,
    end,
    call() {
      isCalled = true
      settle()
    },
    async called() {
      if (!isCalled && !isOver) {
        await new Promise<void>((resolve) => {
          settle = resolve
        })
      }
      if (isOver) return false
      isCalled = false
      return true
    },
    leave() {
      clearTimeout(timer)
      end()
      onLeave()
    },
  }
}
