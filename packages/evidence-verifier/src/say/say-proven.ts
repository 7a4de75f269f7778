import type { WholeEvidence } from '@causeway/protocol/evidence'
import { count, sayCode, sayName, sayNode, sayTime } from './words.ts'

/** What the file shows by itself, as sentences. */
export function sayProven(all: WholeEvidence): string[] {
  const { events, envelopes, gaps, network, sealed, state } = all
  const receipts = envelopes.flatMap((envelope) => envelope.receipts).length
  const logged = envelopes.filter((envelope) => envelope.logged?.witnessedAt !== undefined).length
  const lead = state.lead === 'sender' ? all.sender : all.receiver
  const isRootKnown = !gaps.includes('root_unknown')
  return [
    `${isRootKnown ? 'The root key that you named' : 'Some root key'} (thumbprint ${network.root}) signed the directory of the network "${sayName(network.name)}", which says whose each key is.`,
    `${sayNode(all, all.sender)} and ${sayNode(all, all.receiver)} signed ${count(events.length, 'event')}. Each names by its hash the one before it and the newest of the other node that its author knew of, so none of them can be changed, or put elsewhere, without all later ones showing it.`,
    `${count(envelopes.length, 'envelope')} carried them. Each sender committed to exactly the events that are listed with an envelope, when it signed it.`,
    `${count(receipts, 'receipt')} ${receipts === 1 ? 'is' : 'are'} signed by whom the list names, about just these envelopes.`,
    `${logged} of ${count(envelopes.length, 'envelope')} stand in the log of the hub in a state that a quorum of the nodes has confirmed (${all.witnesses.quorum} of ${all.witnesses.nodes}).${logged > 0 ? sayDated(all) : ''}`,
    ...(all.checkpoints > 1 && !gaps.includes('not_joined')
      ? [
          'All states of the log that are named are of one history, in which nothing was taken back.',
        ]
      : []),
    `By the rules of the network these events come to: ${sayCode(state.status)}. Responsible: ${sayNode(all, lead)}.`,
    `${sayNode(all, sealed.by)} sealed this file at ${sayTime(sealed.at)}. No character of it has been changed since.`,
  ]
}

const sayDated = ({ witnesses: { quorum } }: WholeEvidence): string =>
  ` They existed by the times that the list gives: it would take ${count(quorum, 'node')} that lied about the time to make them up later and date them back.`
