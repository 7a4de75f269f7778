import { type ItemCode, returnPolicy } from '@causeway/schemas/record'
import type { Mandate } from '@causeway/schemas/wire'
import { disclosableItems, type Tier } from '../../src/policy/index.ts'

interface Given {
  purpose: string
  mandates: Mandate[]
  tier: Tier
  agreed: ItemCode[]
  chosen: ItemCode[]
}

const usual: Given = {
  purpose: 'return',
  mandates: ['support'],
  tier: 't2',
  agreed: ['full_name', 'known_as', 'safe_phone', 'summary_short', 'birth_place'],
  chosen: ['safe_phone', 'full_name', 'summary_short', 'birth_place', 'nationality'],
}

/** What goes: policy and agreement and choice together, in the order of choice. */
export function policyVectors() {
  const vector = (comment: string, change: Partial<Given>) => {
    const { agreed, chosen, ...question } = { ...usual, ...change }
    const items = disclosableItems({ policy: returnPolicy, ...question }, { agreed, chosen })
    return { comment, expect: 'ok', policy: returnPolicy, ...question, agreed, chosen, items }
  }
  return {
    packet: vector('Agreed, chosen and in the packet; her story is not.', {}),
    story: vector('The same of the third tier: nothing but her story.', { tier: 't3' }),
    offer: vector('Of an offer: neither name nor number.', { tier: 't1' }),
    'one-mandate-fits': vector('One of two mandates fits.', { mandates: ['register', 'place'] }),
    'no-mandate-fits': vector('No mandate fits.', { mandates: ['investigate'] }),
    'no-purpose-fits': vector('A purpose that no rule names.', { purpose: 'research' }),
    'nothing-agreed': vector('No agreement.', { agreed: [] }),
    'chosen-twice': vector('What is chosen twice goes once.', {
      chosen: ['full_name', 'safe_phone', 'full_name'],
    }),
  }
}
