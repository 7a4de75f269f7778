import { readFile } from 'node:fs/promises'
import { leafHash, openWitnessed, verifyInclusion } from '@causeway/protocol/log'
import { receiptSigners, verifyReceipt } from '@causeway/protocol/receipt'
import { type KeyDirectory, openDirectory } from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import type { Digest, Identity } from '@causeway/schemas/wire'
import type { Network } from '../start-network.ts'
import { askNodes } from './settle.ts'

export interface ProofReport {
  envelopesSent: number
  /** In a tree that a quorum of the nodes has cosigned. */
  inclusionProofsVerified: number
  receiptsTotal: number
  receiptsVerified: number
}

interface ProofRow {
  identity: Identity
  leaf_index: string | null
  root: Digest
  hashes: Digest[]
  checkpoint: string
}

/**
 * Checks everything that the nodes hold as evidence anew, with nothing but the directory that the
 * network's root signed: every receipt, and for every envelope sent that it is in the hub's log as a
 * quorum of the nodes has cosigned it.
 */
export async function checkProofs(network: Network): Promise<ProofReport> {
  const { files } = network
  const [signed, root] = await Promise.all([
    readFile(files.directory, 'utf8'),
    readFile(files.rootKey, 'utf8'),
  ])
  const directory = await openDirectory(signed.trim(), JSON.parse(root))
  const sent = await askNodes<ProofRow>(
    network,
    `select outbox.identity, leaf_index, root, hashes, checkpoint
     from outbox left join (inclusion join witnessed_tree using (root)) on env = outbox.identity`,
  )
  const receipts = new Map(
    (
      await askNodes<{ identity: string; jws: string }>(
        network,
        'select identity, jws from receipt',
      )
    ).map(({ identity, jws }) => [identity, jws]),
  )
  return {
    envelopesSent: sent.length,
    inclusionProofsVerified: sent.filter((row) => isIncluded(row, directory)).length,
    receiptsTotal: receipts.size,
    receiptsVerified: [...receipts.values()].filter((jws) => isVerified(jws, directory)).length,
  }
}

function isIncluded(row: ProofRow, directory: KeyDirectory): boolean {
  if (row.leaf_index === null) return false
  const { checkpoint, isWitnessed } = openWitnessed(row.checkpoint, directory.logTrust)
  const { size, root } = checkpoint
  const claim = { leafHash: leafHash('env', row.identity), index: Number(row.leaf_index), root }
  const isSameTree = isWitnessed && root === row.root
  return isSameTree && verifyInclusion({ ...claim, size, hashes: row.hashes })
}

function isVerified(jws: string, directory: KeyDirectory): boolean {
  try {
    verifyReceipt(jws, receiptSigners(directory))
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
