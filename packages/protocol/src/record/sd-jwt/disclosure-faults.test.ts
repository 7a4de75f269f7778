import { Category, ItemCode } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import {
  digestsWith,
  disclose,
  discloseGroup,
  discloseItem,
  forgePresentation,
  forgeRecord,
  itemValue,
  SALT,
} from '../../../test/forged-record.ts'
import { digestOf, NOW, testNetwork } from '../../../test/network.ts'
import { refusalOf } from '../../../test/refusal-of.ts'
import { expected } from '../../../test/signed-record.ts'
import { sha256 } from '../../suite/index.ts'
import { verifyPresentation } from '../index.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const { keys, directory } = await testNetwork()

/** What becomes of texts that are presented honestly, under a record signed over the first ones. */
function codeOf(texts: readonly string[], topmost: readonly string[]) {
  const text = forgePresentation(forgeRecord(topmost, keys.gb), texts, keys.gb)
  return refusalOf(() => verifyPresentation(text, expected, directory, NOW))
}

const name = discloseItem('full_name')
const alias = discloseItem('known_as')
const group = discloseGroup('identity', [name, alias])

/** One item in its group, both signed as they are. */
const codeOfItem = (item: string, category = 'identity') => {
  const parent = discloseGroup(category, [item])
  return codeOf([parent, item], [parent])
}
/** A group whose disclosure has this value. */
const codeOfGroup = (value: unknown, category: unknown = 'identity') => {
  const parent = disclose(typeof value === 'string' ? value : [SALT, category, value])
  return codeOf([parent], [parent])
}

test('honest disclosures are taken, each of them, all, or none', async () => {
  expect(await codeOf([group, name, alias], [group])).toBe('ok')
  expect(await codeOf([alias, group], [group])).toBe('ok')
  expect(await codeOf([group], [group])).toBe('ok')
  expect(await codeOf([], [group])).toBe('ok')
  expect(await codeOfItem(discloseItem('birth_date', { v: '2004-02-28' }))).toBe('ok')
})

test('no group is named like an item', () => {
  expect(Category.options.filter((it) => (ItemCode.options as string[]).includes(it))).toEqual([])
})

describe('refused as disclosure is', () => {
  const health = discloseGroup('health', [])
  const another = discloseGroup('identity', [discloseItem('gender', { v: 'feminine' })])
  const twin = disclose(['dHdpbnR3aW50d2ludHdpbg', 'full_name', itemValue({ v: 'Maria' })])
  const twins = discloseGroup('identity', [name, twin])
  const nested = discloseGroup('health', [group])

  test.each([
    ['one that nothing refers to', [group, name, discloseItem('gender')], [group]],
    ['one of a group that is not shown', [name], [group]],
    ['a group that the record does not know', [group, name, health], [group]],
    ['one that stands twice', [group, name, name], [group]],
    ['a group that stands twice', [group, group, name], [group]],
    ['two groups of one name', [group, another], [group, another]],
    ['two items of one code', [twins, name, twin], [twins]],
    ['an item that stands beside the groups', [name], [name]],
    ['a group within a group', [nested, group, name], [nested]],
    ['nothing between two separators', [group, '', name], [group]],
  ])('%s', async (_, texts, topmost) => {
    expect(await codeOf(texts, topmost)).toBe('disclosure')
  })
})

describe('refused as disclosure is an item', () => {
  test.each([
    ['named _sd', discloseItem('_sd')],
    ['named ...', discloseItem('...')],
    ['named as nothing in the list', discloseItem('shoe_size')],
    ['named out of the prototype', discloseItem('constructor')],
    ['of another group', discloseItem('medication')],
    ['in the form of an array element', disclose([SALT, itemValue()])],
    ['with a fourth member', disclose([SALT, 'full_name', itemValue(), 1])],
    ['that is no array', disclose({ 0: SALT, 1: 'full_name', 2: itemValue(), length: 3 })],
    ['without a salt', disclose(['', 'full_name', itemValue()])],
    ['with a list for a salt', disclose([[SALT], 'full_name', itemValue()])],
    ['with a number for a salt', disclose([1, 'full_name', itemValue()])],
    ['with a salt of 15 bytes', disclose([SALT.slice(0, 20), 'full_name', itemValue()])],
    ['with a salt of 18 bytes', disclose([`${SALT.slice(0, 21)}AAA`, 'full_name', itemValue()])],
    ['with stray bits in its salt', disclose([`${SALT.slice(0, 21)}B`, 'full_name', itemValue()])],
    ['with a number for a name', disclose([SALT, 1, itemValue()])],
    ['without a value', disclose([SALT, 'full_name', null])],
    ['with text for a value', disclose([SALT, 'full_name', 'Ana'])],
    ['with an array for a value', disclose([SALT, 'full_name', [itemValue()]])],
    ['with a value of another shape', discloseItem('full_name', { v: 7 })],
    ['with digests for a value', discloseItem('full_name', { v: { _sd: [digestOf('x')] } })],
    ['with a digest in an array', discloseItem('full_name', { v: [{ '...': digestOf('x') }] })],
    ['with digests beside its value', discloseItem('full_name', { _sd: [digestOf('x')] })],
    ['with both an answer and none', discloseItem('full_name', { none: 'unknown' })],
    ['with neither an answer nor none', discloseItem('full_name', { v: undefined })],
    ['with a code of its own', discloseItem('full_name', { code: 'full_name' })],
    ['with a member of any other name', discloseItem('full_name', { note: 'x' })],
    ['without what it is for', discloseItem('full_name', { purpose: undefined })],
  ])('%s', async (_, item) => {
    expect(await codeOfItem(item)).toBe('disclosure')
  })

  test('but not one that is as it should be', async () => {
    expect(await codeOfItem(name)).toBe('ok')
  })

  const json = JSON.stringify([SALT, 'full_name', itemValue()])
  const bytes = (text: string) => Buffer.from(text).toString('base64url')
  test.each([
    ['no JSON', bytes(`${json}]`)],
    ['JSON with a repeated key', bytes(json.replace('"v":', '"v":"Eva","v":'))],
    ['JSON with a repeated key spelt anew', bytes(json.replace('"v":', '"\\u0076":"Eva","v":'))],
    ['JSON nested too deep', bytes(json.replace('"Ana"', '['.repeat(40) + ']'.repeat(40)))],
    ['half of a surrogate pair', bytes(json.replace('Ana', '\\ud800'))],
    ['not UTF-8', Buffer.concat([Buffer.from(json), Buffer.from([0xff])]).toString('base64url')],
    ['JSON after a byte order mark', bytes(`\ufeff${json}`)],
    ['base64url with padding', `${name}=`],
    ['base64url with a line break', `${name.slice(0, 8)}\n${name.slice(8)}`],
  ])('that is %s', async (_, item) => {
    expect(item).not.toBe(name)
    expect(await codeOfItem(item)).toBe('disclosure')
  })
})

describe('refused as disclosure is an item spelt', () => {
  const spellings = ['Ana', 'Anna', 'Annas', '~~~???'].flatMap((v) => {
    const text = discloseItem('full_name', { v })
    const bytes = Buffer.from(text, 'base64url')
    const last = ALPHABET.indexOf(text.at(-1) ?? '')
    return [
      bytes.toString('base64'),
      bytes.toString('base64').replaceAll('=', ''),
      text.slice(0, -1) + ALPHABET[last + 1],
    ].filter((other) => other !== text && Buffer.from(other, 'base64url').equals(bytes))
  })

  test.each(spellings)('%s', async (item) => {
    expect(await codeOfItem(item)).toBe('disclosure')
  })

  test('with padding, with stray bits and in the other alphabet', () => {
    for (const form of [/=$/, /[+/]/, /^[\w-]+$/])
      expect(spellings.some((it) => form.test(it))).toBe(true)
  })
})

describe('refused as disclosure is a group', () => {
  const digests = digestsWith([], 32)
  const [first = '', second = '', ...rest] = digests

  test('but not one that is as it should be', async () => {
    expect(await codeOfGroup({ _sd: digests })).toBe('ok')
  })

  test.each([
    ['of 31 digests', { _sd: digests.slice(1) }],
    ['of 33 digests', { _sd: digestsWith([], 33) }],
    ['without any', { _sd: [] }],
    ['in which one stands twice', { _sd: [first, first, ...rest] }],
    ['that does not ascend', { _sd: [second, first, ...rest] }],
    ['of digests with stray bits', { _sd: [`${first.slice(0, -1)}B`, second, ...rest].toSorted() }],
    ['of digests in another alphabet', { _sd: [`+${first.slice(1)}`, second, ...rest] }],
    ['of numbers', { _sd: digests.map((_, n) => n) }],
    ['with a member beside them', { _sd: digests, note: 'x' }],
    ['with an item in clear beside them', { full_name: itemValue(), _sd: digests }],
    ['of digests under another name', { sd: digests }],
    ['that is a list', digests],
    ['that is text', 'x'],
  ])('%s', async (_, value) => {
    expect(await codeOfGroup(value)).toBe('disclosure')
  })

  test.each([['_sd'], ['...'], ['shoes'], ['Identity'], ['iss'], [''], [7]])(
    'named %j',
    async (category) => {
      expect(await codeOfGroup({ _sd: digests }, category)).toBe('disclosure')
    },
  )

  const json = JSON.stringify([SALT, 'identity', { _sd: digests }])
  test.each([
    ['with white space', json.replace('",{', '", {')],
    ['with white space at its end', `${json} `],
    ['with its name spelt anew', json.replace('identity', '\\u0069dentity')],
    ['with its key twice', json.replace('"_sd":', '"_sd":[],"_sd":')],
    ['without a salt', json.replace(SALT, '')],
    ['with another comma', json.replace(`${first}","`, `${first}";"`)],
    ['with another end', json.replace(']}]', ']]}')],
  ])('%s', async (_, text) => {
    expect(text).not.toBe(json)
    expect(await codeOfGroup(text)).toBe('disclosure')
  })

  test('with a digest of the record, of another group, or its own item', async () => {
    const ofRecord = disclose([SALT, 'identity', { _sd: digestsWith([digestOf('record 0')], 32) }])
    expect(await codeOf([ofRecord], [ofRecord])).toBe('disclosure')
    const shared = ['identity', 'health'].map((category) => {
      const _sd = digestsWith([sha256(name)], 32, category)
      return disclose([SALT, category, { _sd }])
    })
    expect(await codeOf(shared, shared)).toBe('disclosure')
    expect(await codeOf([shared[0] as string, name], shared)).toBe('ok')
  })

  test('that shares a digest among many that begin alike', async () => {
    const alike = Array.from({ length: 20 }, (_, n) => `AA${digestOf(`alike ${n}`).slice(2)}`)
    const one = disclose([SALT, 'identity', { _sd: digestsWith([sha256(name), ...alike], 32) }])
    const other = (some: string[]) =>
      disclose([SALT, 'health', { _sd: digestsWith(some, 32, 'b') }])
    const apart = other([`AA${digestOf('x').slice(2)}`, `AB${digestOf('y').slice(2)}`])
    const joined = other([alike[7] as string])
    expect(await codeOf([one, apart, name], [one, apart, joined])).toBe('ok')
    expect(await codeOf([one, joined, name], [one, apart, joined])).toBe('disclosure')
  })
})
