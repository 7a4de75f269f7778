import { z } from 'zod'
import {
  defineView,
  type Form,
  type Frame,
  type Language,
  makePages,
  neutralBrand,
} from '../src/index.ts'
import {
  ageingBars,
  disclosureMatrix,
  type Picture,
  qrCode,
  type Svg,
  timeline,
} from '../src/pictures/index.ts'

export const demoPages = makePages({
  views: new URL('./views/', import.meta.url),
  locales: new URL('./locales/', import.meta.url),
  brand: { ...neutralBrand, logo: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>' },
  timeZone: 'Europe/Bucharest',
  emergencyNumber: '112',
})

interface Demo {
  form: Form
  arrival: string
  told: readonly string[]
  note: { text: string; language: Language }
  pictures: readonly Picture[]
  code: Svg
}

export const demoView = defineView<Demo>('demo')

export const DemoForm = z.strictObject({
  arrival: z.iso.date(),
  place: z.enum(['women', 'mixed', 'unknown', 'declined_to_say']),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  receiver: z.enum(['north', 'south']),
  note: z.string().max(200).optional(),
})

const now = '2026-11-22T09:00:00Z'

export const demo = (form: Form): Demo => ({
  form,
  arrival: '2026-12-04',
  told: ['A', 'B', 'C'],
  note: { text: 'Ea preferă o cameră liniștită.\nŞi o fereastră.', language: 'ro' },
  code: qrCode('K7QM2', 'Card'),
  pictures: [
    timeline({
      title: 'Steps',
      columns: ['Step', 'When'],
      steps: [
        { text: 'Sent', when: '20 Nov 2026, 10:00', state: 'past' },
        {
          text: 'A leg is late and nobody has heard from her since noon',
          when: 'Today',
          state: 'alarm',
        },
        { text: 'Accepted', when: '21 Nov 2026, 09:12', state: 'now' },
        { text: 'Met', state: 'coming' },
      ],
    }),
    ageingBars({
      title: 'Waiting for an answer',
      columns: ['Reference', 'Left'],
      now,
      items: [
        {
          name: 'K7Q-M2',
          started: '2026-11-21T09:00:00Z',
          due: '2026-11-28T09:00:00Z',
          left: '6 days',
        },
        {
          name: 'B3X-91',
          started: '2026-11-19T09:00:00Z',
          due: '2026-11-22T20:00:00Z',
          left: '11 hours',
        },
        {
          name: 'T4C-77',
          started: '2026-11-12T09:00:00Z',
          due: '2026-11-21T09:00:00Z',
          left: '1 day late',
        },
      ],
    }),
    disclosureMatrix({
      title: 'They will see, and what stays here',
      what: 'What',
      who: ['House North', 'Transport service'],
      items: [
        { name: 'Name and document', seen: ['sees', 'sees'] },
        { name: 'Medicine and prescriptions', seen: ['later', 'stays'] },
        { name: 'What happened', seen: ['stays', 'stays'] },
      ],
      words: { sees: 'They see it', later: 'After she is met', stays: 'Stays here' },
    }),
  ],
})

export const demoFrame = (language: Language): Frame => ({
  language,
  nonce: 'bm9uY2U=',
  path: '/demo',
  kind: 'form',
  leave: { way: 'hide', href: '/hidden' },
  languageHref: '/language',
  isPractice: true,
  done: 'demo.saved',
  sections: [
    { text: 'demo.home', href: '/', isCurrent: false },
    { text: 'demo.inbox', href: '/inbox', isCurrent: true },
  ],
  signedIn: {
    formToken: 'token',
    endsAfter: 900,
    stayHref: '/stay',
    signOutHref: '/sign-out',
    endedHref: '/ended',
    keepHref: '/keep',
  },
})
