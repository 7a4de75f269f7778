import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { neutralBrand } from './brand.ts'
import { makeAssets } from './make-assets.ts'
import { serveAssets } from './serve-assets.ts'

const assets = makeAssets(neutralBrand)
const all = [assets.style, assets.script, ...assets.imported, assets.icon]

test('nothing of the government whose components these are is in what we serve', () => {
  for (const { body } of all)
    expect(body.toString()).not.toMatch(/GDS Transport|crest|url\(|Calvert/)
  expect(assets.style.body.toString()).toContain('.govuk-button')
})

test('the style sheet is whole: braces match after cutting', () => {
  const css = assets.style.body.toString()
  expect(css.split('{').length).toBe(css.split('}').length)
})

test('a name changes with the bytes, and with nothing else', () => {
  const colours = { ...neutralBrand.colours, brand: '#222222' }
  const other = makeAssets({ ...neutralBrand, colours })
  expect(other.style.path).not.toBe(assets.style.path)
  expect(other.script.path).toBe(assets.script.path)
})

test('every import of a script is one of the scripts that are served', () => {
  const served = new Set(assets.imported.map(({ path }) => path))
  for (const { body } of [assets.script, ...assets.imported.slice(1)]) {
    for (const [, path] of body.toString().matchAll(/from '([^']+)'/g))
      expect(served).toContain(path)
  }
})

test('assets are kept for ever, compressed for whoever takes that', async () => {
  const app = fastify()
  await app.register(serveAssets, { assets })
  for (const { path, body, gzipped } of all) {
    const plain = await app.inject(path)
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect(plain.rawPayload).toEqual(body)
    const small = await app.inject({ url: path, headers: { 'accept-encoding': 'br, gzip' } })
    expect(small.headers['content-encoding']).toBe('gzip')
    expect(small.rawPayload).toEqual(gzipped)
  }
})
