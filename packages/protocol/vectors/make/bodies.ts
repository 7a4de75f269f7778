import type { EventBody } from '@causeway/schemas/record'
import { hashBody, hashPlan, watchOf, writeBody } from '../../src/record/index.ts'
import { digestOf, NOW } from '../../test/network.ts'
import { offerBody } from '../../test/signed-objects.ts'

const HOUR = 3600

/** Texts beside an event, here of an offer, and the hash that the event holds. */
export function bodyVectors() {
  const vector = (comment: string, expect: string, body?: EventBody, hash?: string) => ({
    comment,
    expect,
    form: 'offer',
    hash: hash ?? hashBody(body ?? offerBody),
    ...(body && { body }),
  })
  const offer = JSON.parse(offerBody.json) as object
  const written = (json: string) => ({ ...offerBody, json })
  const hash = hashBody(offerBody)
  return {
    good: vector('The body of an offer.', 'ok', offerBody),
    'good-white-space': vector(
      'The same in another spelling, which is what was hashed.',
      'ok',
      written(JSON.stringify(offer, undefined, 1)),
    ),
    missing: vector('No body where the event commits to one.', 'body'),
    'other-text': vector(
      'White space more than was hashed.',
      'body',
      written(`${offerBody.json} `),
      hash,
    ),
    'other-salt': vector('Another salt.', 'body', { ...offerBody, salt: digestOf('x') }, hash),
    'hash-of-a-plan': vector('Hashed as a plan.', 'body', offerBody, hashPlan(offerBody)),
    'duplicate-key': vector(
      'A key twice.',
      'schema',
      written(offerBody.json.replace('{', '{"urgency":"normal",')),
    ),
    'schema-member': vector(
      'A name, for which an offer has no place.',
      'schema',
      writeBody({ ...offer, name: 'Ana Example' }, offerBody.salt),
    ),
    'body-before-form': vector(
      'Another hash and another form: the hash is looked at first.',
      'body',
      writeBody({ ...offer, name: 'Ana Example' }, offerBody.salt),
      hash,
    ),
  }
}

const leg = (from: string, to: string, hour: number, grace_minutes: number) => ({
  from,
  to,
  mode: 'coach' as const,
  departs_at: NOW + hour * HOUR,
  due_at: NOW + (hour + 5) * HOUR,
  grace_minutes,
  is_escorted: false,
})

const text = {
  legs: [leg('Leeds', 'London', 24, 60), leg('London', 'Iași', 30, 1)],
  meeting: { place: 'Gara Iași, by the clock', meeter: 'Ioana', look: 'a red scarf' },
  first_night: 'Example Shelter',
}

/** Plans that both sides sign, and what they arm at a network's pace. */
export function planVectors() {
  const salt = digestOf('plan salt')
  const vector = (comment: string, expect: string, json: string, pace = 1, hash = '') => {
    const plan = { salt, json }
    const watch = expect === 'ok' && { watch: watchOf(JSON.parse(json), pace) }
    return { comment, expect, plan, hash: hash || hashPlan(plan), pace, ...watch }
  }
  const json = JSON.stringify(text)
  const [first, second] = text.legs
  const changed = (change: object) => JSON.stringify({ ...text, ...change })
  return {
    good: vector('Two legs.', 'ok', json),
    'good-fast': vector(
      'Of a minute of grace a network that is 7 times as fast waits 9 s.',
      'ok',
      json,
      7,
    ),
    'hash-of-a-body': vector('Hashed as a body.', 'body', json, 1, hashBody({ salt, json })),
    'schema-overlap': vector(
      'The second leg begins before the first is over.',
      'schema',
      changed({ legs: [first, { ...second, departs_at: NOW + 28 * HOUR }] }),
    ),
    'schema-backwards': vector(
      'A leg that is over before it begins.',
      'schema',
      changed({ legs: [{ ...first, due_at: NOW + 24 * HOUR }] }),
    ),
    'schema-no-legs': vector('No way at all.', 'schema', changed({ legs: [] })),
  }
}
