import type { Form } from '@causeway/page-kit'
import { freshForm } from '../fresh-form.ts'
import { type MadeUpOffer, OFFER } from './made-up-offer.ts'
import { PHONE } from './made-up-person.ts'

const nothingHolds = { isRecallAsked: false, isSearched: false, takenBack: [] }
const stepTo = (name: string) => ({ name, href: `${OFFER}/${name}` })

/** What is known before an answer, and the three answers. */
export const showOffer = ({
  head,
  now,
  due,
  services,
  arrivalWeek,
  person,
  groups,
}: MadeUpOffer) => ({
  head: head('considered'),
  now,
  due,
  urgency: 'urgent' as const,
  services,
  arrivalWeek,
  person,
  groups,
  questions: [],
  standing: nothingHolds,
  steps: ['accept', 'ask', 'decline'].map(stepTo),
  others: [],
})

/** What follows after a yes: first of all what she is not asked again. */
export const showAccepted = ({ head, now, services, contact, parts, doNotAsk }: MadeUpOffer) => ({
  head: head('accepted'),
  now,
  standing: { ...nothingHolds, services: { taken: services, left: [] } },
  packetIs: 'shown' as const,
  packet: {
    doNotAsk,
    timesAsked: 0,
    askedAgain: [],
    contact,
    groups: parts,
    story: [],
    storyStep: { name: 'story' },
    closed: [],
  },
  plans: [],
  steps: [stepTo('plan')],
  others: [],
  questions: [],
})

/** The page for whoever stands there and waits. */
export const showMeeting = (
  { head, now, language, meeting, arrives, translate }: MadeUpOffer,
  { met, missed }: { met?: Form; missed?: Form },
) => ({
  head: head('travelling'),
  now,
  sheet: {
    place: meeting.place,
    meeter: meeting.meeter,
    look: meeting.look,
    legs: [
      {
        from: translate('practice.house.first'),
        to: meeting.place,
        mode: 'plane' as const,
        departs: arrives.departs,
        due: arrives.due,
      },
    ],
    lang: language,
    words: meeting.words,
    phones: [PHONE],
    due: arrives.due,
  },
  met: met ?? freshForm({ met_kind: 'by_plan' }),
  missed: missed ?? freshForm(),
  card: freshForm(),
  mayCare: false,
  sheetHref: `${OFFER}/meet`,
})
