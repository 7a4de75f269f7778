import type { NodeId } from '@causeway/schemas/wire'

/** How many polls of one node may wait at a time; beyond that the longest waiting is sent home. */
const SEATS = 8

interface Seat {
  /** `true` when there may be news since the last time it was asked, `false` when time is over. */
  called(): Promise<boolean>
  /** Ends the wait, if any; may be repeated. */
  leave(): void
}

export interface WaitingRoom {
  /** Take the seat before looking into the mailbox: a call in between is then not missed. */
  enter(node: NodeId, milliseconds: number): Seat
  /** There may be mail for these nodes; names of nobody are ignored. */
  call(nodes: Iterable<string>): void
  /** There may be mail for anybody. */
  callAll(): void
  /** Sends everybody home, and whoever enters later. */
  close(): void
}

/** Where long polls wait until somebody calls them. */
export function createWaitingRoom(): WaitingRoom {
  const rows = new Map<string, Set<OpenSeat>>()
  let isClosed = false

  return {
    enter(node, milliseconds) {
      const row = rows.get(node) ?? new Set()
      rows.set(node, row)
      const seat = openSeat(milliseconds, () => {
        row.delete(seat)
        if (row.size === 0 && rows.get(node) === row) rows.delete(node)
      })
      row.add(seat)
      const [oldest] = row
      if (row.size > SEATS) oldest?.end()
      if (isClosed) seat.end()
      return seat
    },
    call(nodes) {
      for (const node of nodes) for (const seat of rows.get(node) ?? []) seat.call()
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
  call(): void
  end(): void
}

function openSeat(milliseconds: number, onLeave: () => void): OpenSeat {
  let isCalled = false
  let isOver = false
  let settle = () => {}

  const end = () => {
    isOver = true
    settle()
  }
  const timer = setTimeout(end, milliseconds)

  return {
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
