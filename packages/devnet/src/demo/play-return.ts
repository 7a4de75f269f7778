import type { Network, NetworkNode } from '../start-network.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { agreedItems, type SyntheticPerson, syntheticPerson } from './synthetic-person.ts'
import { until } from './until.ts'

/** One step of the story; `tell` says afterwards, in plain words, who did what and sees what. */
interface Step {
  name: string
  run: () => Promise<string[]>
}

export interface StoryResult {
  corridor: string
  referral: string
  canaries: string[]
  steps: { name: string; ok: boolean; ms: number }[]
  stateAtSender: string
  stateAtReceiver: string
}

export interface StoryOptions {
  /** `gb:ro`: who sends, who receives. */
  corridor: string
  /** Hears the name of each step before it is taken. */
  beforeStep?: (name: string) => void
  /** Hears each step after it was taken. */
  onStep?: (name: string, told: string[]) => Promise<void> | void
}

interface View {
  status: string
  packet: string
  lead: string
  timeline: { type: string; receipts: string[] }[]
}

/** Throws `TypeError` when the network has no such two countries. */
function parties(network: Network, corridor: string): [NetworkNode, NetworkNode] {
  const [from, to] = corridor.split(':').map((id) => network.nodes[id])
  if (!from || !to || from === to) throw new TypeError('A corridor is two countries, like gb:ro')
  return [from, to]
}

/**
 * Plays a referral from the first word to acceptance and the packet that follows, through the real
 * interfaces of both nodes, as the people who use them would. Throws when a step fails.
 */
export async function playReturn(network: Network, options: StoryOptions): Promise<StoryResult> {
  const [home, destination] = parties(network, options.corridor)
  const [sender, intake, receiver] = await Promise.all([
    home.signIn('ngo-case-worker').then((user) => createApiClient(home.url, user)),
    destination
      .signIn('agency-intake-worker')
      .then((user) => createApiClient(destination.url, user)),
    destination.signIn('agency-case-worker').then((user) => createApiClient(destination.url, user)),
  ])
  const person = syntheticPerson(destination.id)
  const story = tellReturn({ home, destination, sender, intake, receiver, person })

  const steps: StoryResult['steps'] = []
  for (const step of story.steps) {
    options.beforeStep?.(step.name)
    const began = performance.now()
    const told = await step.run()
    steps.push({ name: step.name, ok: true, ms: Math.round(performance.now() - began) })
    await options.onStep?.(step.name, told)
  }
  const [atSender, atReceiver] = await Promise.all([
    sender.get<View>(`/referrals/${story.referral()}`),
    receiver.get<View>(`/referrals/${story.referral()}`),
  ])
  return {
    corridor: options.corridor,
    referral: story.referral(),
    canaries: person.canaries,
    steps,
    stateAtSender: atSender.status,
    stateAtReceiver: atReceiver.status,
  }
}

interface Cast {
  home: NetworkNode
  destination: NetworkNode
  sender: ApiClient
  intake: ApiClient
  receiver: ApiClient
  person: SyntheticPerson
}

function tellReturn({ home, destination, sender, intake, receiver, person }: Cast) {
  const receiving = destination.organisations.receiving
  const to = { node: destination.id, org: receiving.id }
  const services = ['safe_housing', 'psychological_support', 'legal_aid']
  let personId = ''
  let agreement = ''
  let referral = ''
  const at = (client: ApiClient) => client.get<View>(`/referrals/${referral}`)

  const steps: Step[] = [
    {
      name: 'record_person',
      async run() {
        const reply = await sender.post<{ id: string }>('/people', { items: person.entries })
        personId = reply.id
        return [
          `A case worker of "${home.organisations.supporting.name}" records what a person tells: ${person.entries.length} items, once.`,
          'It is encrypted in the database of her country and has left nowhere.',
        ]
      },
    },
    {
      name: 'agree',
      async run() {
        const reply = await sender.post<{ id: string }>(`/people/${personId}/agreements`, {
          receiver: to,
          purpose: 'return',
          items: agreedItems,
          expires_in_days: 90,
          lang: 'eng',
          text: 'Synthetic wording: I agree that these things about me go to this organisation, to receive me. I can say stop at any time.',
          how: 'read_together',
          interpreter: 'none_needed',
        })
        agreement = reply.id
        return [
          `Together they agree what "${receiving.name}" may see: ${agreedItems.length} items, for her return, for 90 days. The story itself is not among them.`,
        ]
      },
    },
    {
      name: 'draft',
      async run() {
        const reply = await sender.post<{ id: string }>('/referrals', {
          person: personId,
          agreement,
          receiver: to,
          purpose: 'return',
          urgency: 'normal',
          services,
          items: agreedItems,
        })
        referral = reply.id
        return [`The case worker prepares a handover. Its reference is ${referral}.`]
      },
    },
    {
      name: 'preview',
      async run() {
        const preview = await sender.get<{
          offer: { person: object }
          packet: string[]
          stays: string[]
        }>(`/referrals/${referral}/preview`)
        return [
          `They look at what the other side will see. Before it accepts: ${Object.keys(preview.offer.person).join(', ')}.`,
          `After it accepts: ${preview.packet.length} items. Stays here: ${preview.stays.join(', ')}.`,
        ]
      },
    },
    {
      name: 'offer',
      async run() {
        await sender.post(`/referrals/${referral}/offer`)
        return ['The case worker sends the offer. No name, no date of birth, no contact is in it.']
      },
    },
    {
      name: 'arrives',
      async run() {
        await until('the offer arrives', async () => {
          const { referrals } = await intake.get<{ referrals: { id: string; status: string }[] }>(
            '/referrals',
          )
          return referrals.some(({ id, status }) => id === referral && status === 'offered')
        })
        const { offer } = await intake.get<{ offer: { services: string[]; person: object } }>(
          `/referrals/${referral}/offer`,
        )
        return [
          `"${receiving.name}" sees it at once: needs ${offer.services.join(', ')}; ${JSON.stringify(offer.person)}.`,
        ]
      },
    },
    {
      name: 'open',
      async run() {
        await intake.post(`/referrals/${referral}/open`)
        await until('the sender knows', async () => (await at(sender)).status === 'under_review')
        return ['An intake worker opens it; the sender has a signed receipt that a person did.']
      },
    },
    {
      name: 'accept',
      async run() {
        await receiver.post(`/referrals/${referral}/accept`, {
          worker: 'Cedar Example (synthetic)',
          deputy: 'Fir Example (synthetic)',
          duty_phone: '+9990000000',
          services,
        })
        await until('the sender knows', async () => (await at(sender)).status === 'accepted')
        return ['They accept, and name who will receive her. The sender stays responsible for her.']
      },
    },
    {
      name: 'packet',
      async run() {
        const view = await until('the packet arrives', async () => {
          const view = await at(receiver)
          return view.packet === 'received' && view
        })
        const { packet } = await receiver.get<{
          packet: { items: object[]; do_not_ask: object[] }
        }>(`/referrals/${referral}/packet`)
        return [
          `Her node sends the full packet by itself: ${packet.items.length} items arrive, with ${packet.do_not_ask.length} topics that nobody needs to ask about again.`,
          `Both sides stand at "${view.status}"; lead is the ${view.lead}.`,
        ]
      },
    },
  ]
  return { steps, referral: () => referral }
}
