import { otherForm, withHeader } from '@causeway/testkit/tamper'
import { verifyPresentation } from '../../src/record/index.ts'
import { type SigningKey, sha256, signJws } from '../../src/suite/index.ts'
import {
  digestsWith,
  disclose,
  discloseGroup,
  discloseItem,
  forgePresentation,
  forgeRecord,
  itemValue,
  SALT,
} from '../../test/forged-record.ts'
import { digestOf, idOf, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import {
  binding,
  changeItem,
  expected,
  issueRevision,
  issueTo,
  items,
  presentItems,
} from '../../test/signed-record.ts'
import { trust } from './network.ts'

/** Parts of one record, each presented by gb to ro in one message. */
export function presentationVectors({ keys, directory }: TestNetwork) {
  const vector = (comment: string, expect: string, presentation: string, now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    ...expected,
    presentation,
  })
  const taken = (comment: string, presentation: string) => ({
    ...vector(comment, 'ok', presentation),
    items: verifyPresentation(presentation, expected, directory, NOW).items,
  })
  const issued = issueTo(keys.gb)
  const next = issueRevision(issued, changeItem('safe_phone', '+40700000001'), keys.gb)
  const some = presentItems(issued, ['full_name', 'safe_phone', 'allergies'], keys.gb)

  const name = discloseItem('full_name')
  const group = discloseGroup('identity', [name])
  const record = forgeRecord([group], keys.gb)
  const forged = (texts: string[], topmost = texts.slice(0, 1), change = {}) =>
    forgePresentation(forgeRecord(topmost, keys.gb, change), texts, keys.gb)
  const ofItem = (item: string) => forged([discloseGroup('identity', [item]), item])
  const ofValue = (change: object) => ofItem(discloseItem('full_name', change))
  const ofDigests = (_sd: string[]) => forged([disclose([SALT, 'identity', { _sd }])])
  const bound = (change: object, key: SigningKey = keys.gb) =>
    forgePresentation(record, [group, name], key, change)
  const recordBy = (key: SigningKey) =>
    forgePresentation(forgeRecord([group], key), [group, name], keys.gb)
  const headed = (change: object) =>
    forgePresentation(withHeader(record, change), [group, name], keys.gb)
  const twin = discloseItem('full_name', { v: 'Maria' })
  const twins = discloseGroup('identity', [name, twin])
  const health = discloseGroup('health', [name])
  const digests = digestsWith([], 32)
  const [one = '', two = '', ...rest] = digests
  const old = issued.disclosures.filter(({ category }) => category === 'contact_safe')

  return {
    good: taken('Three items of three groups.', some),
    'good-all': taken('Every item of the record.', presentItems(issued, codesOf(items), keys.gb)),
    'good-none': taken('No item at all.', presentItems(issued, [], keys.gb)),
    'good-revision': taken(
      'The second revision of a record, in which one item was changed.',
      presentItems(next, ['safe_phone', 'contact_rules'], keys.gb),
    ),
    'good-children-first': taken('Items stand before their group.', forged([name, group], [group])),

    unreferenced: vector(
      'One disclosure that nothing refers to.',
      'disclosure',
      forged([group, name, discloseItem('known_as')]),
    ),
    repeated: vector('One disclosure twice.', 'disclosure', forged([group, name, name])),
    orphan: vector('An item without its group.', 'disclosure', forged([name], [group])),
    superseded: vector(
      'Disclosures of the revision before.',
      'disclosure',
      forgePresentation(
        next.jwt,
        old.map(({ text }) => text),
        keys.gb,
      ),
    ),
    'clash-of-items': vector('Two items of one name.', 'disclosure', forged([twins, name, twin])),
    'clash-of-groups': vector(
      'Two groups of one name.',
      'disclosure',
      forged([group, twins], [group, twins]),
    ),
    'other-group': vector('A name in the group of health.', 'disclosure', forged([health, name])),
    'beside-the-groups': vector('An item beside the groups.', 'disclosure', forged([name])),
    'name-sd': vector('An item named _sd.', 'disclosure', ofItem(discloseItem('_sd'))),
    'name-dots': vector('An item named ... .', 'disclosure', ofItem(discloseItem('...'))),
    'name-number': vector(
      'A number for a name.',
      'disclosure',
      ofItem(disclose([SALT, 7, itemValue()])),
    ),
    'value-text': vector(
      'A text where an item belongs.',
      'disclosure',
      ofItem(disclose([SALT, 'full_name', 'Ana'])),
    ),
    'group-digest': vector(
      'A group with a digest that is none.',
      'disclosure',
      ofDigests([...digests.slice(0, 31), '~'.repeat(43)]),
    ),
    'group-text': vector(
      'A group of no list.',
      'disclosure',
      forged([disclose([SALT, 'identity', { _sd: 'x' }])]),
    ),
    'item-neither': vector('Neither a value nor none.', 'disclosure', ofValue({ v: undefined })),
    'item-both': vector('A value and none.', 'disclosure', ofValue({ none: 'unknown' })),
    'item-code': vector('Its code beside the name.', 'disclosure', ofValue({ code: 'full_name' })),
    'item-form': vector('A number for a name.', 'disclosure', ofValue({ v: 7 })),
    'item-blank': vector('Nothing but white space.', 'disclosure', ofValue({ v: ' \u00a0\n' })),
    'item-too-long': vector(
      '201 characters, each of two code units in UTF-16.',
      'disclosure',
      ofValue({ v: '\u{1F33B}'.repeat(201) }),
    ),
    'good-longest': taken(
      '200 such characters; white space at the ends does not count, and stays.',
      ofValue({ v: ` ${'\u{1F33B}'.repeat(200)} ` }),
    ),
    'group-member': vector(
      'A group with another member.',
      'disclosure',
      forged([disclose([SALT, 'identity', { _sd: digests, v: 1 }])]),
    ),
    'name-unknown': vector('An item of no list.', 'disclosure', ofItem(discloseItem('shoe_size'))),
    'arity-two': vector(
      'In the form of an array element.',
      'disclosure',
      ofItem(disclose([SALT, itemValue()])),
    ),
    'arity-four': vector(
      'With a fourth member.',
      'disclosure',
      ofItem(disclose([SALT, 'full_name', itemValue(), 1])),
    ),
    'digest-in-array': vector(
      'A digest as an element of a value.',
      'disclosure',
      ofItem(discloseItem('regions_to_avoid', { v: [{ '...': digestOf('x') }] })),
    ),
    'short-salt': vector(
      'A salt of 15 bytes.',
      'disclosure',
      ofItem(disclose([SALT.slice(0, 20), 'full_name', itemValue()])),
    ),
    'duplicate-key': vector(
      'A key twice in an item.',
      'disclosure',
      ofItem(disclose(JSON.stringify([SALT, 'full_name', itemValue()]).replace('{', '{"at":1,'))),
    ),
    'not-canonical': vector('Padding after a disclosure.', 'disclosure', ofItem(`${name}=`)),
    '31-digests': vector('A group of 31.', 'disclosure', ofDigests(digests.slice(1))),
    '33-digests': vector('A group of 33.', 'disclosure', ofDigests(digestsWith([], 33))),
    'not-ascending': vector(
      'A group in another order.',
      'disclosure',
      ofDigests([two, one, ...rest]),
    ),
    'digest-twice': vector(
      'A group that repeats a digest of the record.',
      'disclosure',
      ofDigests(digestsWith([digestOf('record 0')], 32)),
    ),
    'white-space': vector(
      'A group with white space in it.',
      'disclosure',
      forged([disclose(JSON.stringify([SALT, 'identity', { _sd: digests }]).replace(',', ', '))]),
    ),

    'schema-sd-alg': vector(
      'Another hash.',
      'schema',
      forged([group], [group], { _sd_alg: 'sha-512' }),
    ),
    'schema-15-digests': vector(
      '15 digests in the record.',
      'schema',
      forged([group], [group], { _sd: digestsWith([sha256(group)], 15, 'record') }),
    ),
    'schema-member': vector(
      'A member it has no place for.',
      'schema',
      forged([group], [group], { exp: NOW + 1 }),
    ),
    'schema-no-prev': vector(
      'A second revision of nothing.',
      'schema',
      forged([group], [group], { rev: 2 }),
    ),
    'schema-not-ascending': vector(
      'The digests of the record in another order.',
      'schema',
      forged([group], [group], { _sd: digestsWith([sha256(group)], 16, 'record').toReversed() }),
    ),
    'form-before-signature': vector(
      'A record that is malformed and signed by nobody known.',
      'schema',
      forgePresentation(forgeRecord([group], keys.stranger, { exp: 1 }), [group, name], keys.gb),
    ),
    'disclosure-before-binding': vector(
      'A disclosure that nothing refers to, and a key binding by another node.',
      'disclosure',
      forgePresentation(record, [group, name, discloseItem('known_as')], keys.nl),
    ),
    'header-crit': vector('A critical extension.', 'format', headed({ crit: ['b64'], b64: false })),
    'header-typ': vector('Another type.', 'format', headed({ typ: 'dc+sd-jwt' })),
    malleable: vector(
      'The signature of the record as (r, n - s).',
      'malleable',
      forgePresentation(otherForm(record), [group, name], keys.gb),
    ),
    'record-by-another-node': vector('Signed by ro.', 'record_signature', recordBy(keys.ro)),
    'record-by-nobody': vector('By nobody known.', 'record_signature', recordBy(keys.stranger)),
    'record-not-begun': vector('61 s before iat.', 'time', some, NOW - 61),

    'without-tilde': vector('The record and nothing else.', 'format', record),
    'binding-not-begun': vector('61 s before the key binding.', 'time', bound({ iat: NOW + 61 })),
    'no-binding': vector('Without a key binding.', 'key_binding', `${record}~${group}~`),
    'aud-another': vector('For another receiver.', 'key_binding', bound({ aud: 'nl' })),
    'nonce-another': vector(
      'For another message.',
      'key_binding',
      bound({ nonce: idOf('another') }),
    ),
    'sd-hash-another': vector(
      'Over other disclosures.',
      'key_binding',
      bound({ sd_hash: digestOf('another') }),
    ),
    'bound-by-another': vector('By another node.', 'key_binding', bound({}, keys.nl)),
    'bound-by-expired-key': vector('By an expired key.', 'key_binding', bound({}, keys.gbExpired)),
    'custodian-another': vector(
      'The record names another custodian.',
      'key_binding',
      presentItems(issueTo(keys.gb, { custodian: nodeId('nl') }), ['full_name'], keys.gb),
    ),
    'left-out': vector('An item was left out afterwards.', 'key_binding', leaveOut(some, 2)),
    'binding-type': vector(
      'A grant where the key binding belongs.',
      'format',
      `${record}~${group}~${signJws('cw-grant+jws', binding, keys.gb)}`,
    ),
    'binding-member': vector('A member it has no place for.', 'schema', bound({ note: 'x' })),
  }
}

const codesOf = (all: typeof items) => all.map(({ code }) => code)
const leaveOut = (text: string, at: number) => text.split('~').toSpliced(at, 1).join('~')
