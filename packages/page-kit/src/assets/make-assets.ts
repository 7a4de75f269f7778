import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Brand } from './brand.ts'
import { styleSheet } from './style-sheet.ts'

/** A file that pages refer to. Its name holds a digest of its bytes, so it never changes. */
export interface Asset {
  path: string
  type: string
  body: Buffer
  gzipped: Buffer
}

export interface Assets {
  style: Asset
  /** The script that a page starts, and the ones that it imports. */
  script: Asset
  imported: readonly Asset[]
  icon: Asset
  logo?: Asset
}

const SCRIPT = 'text/javascript; charset=utf-8'
const SVG = 'image/svg+xml'

/** Leaves first: each may import the ones before it. */
const scripts = ['screen', 'fill', 'leave', 'live', 'session', 'main']

/** A shape without a meaning: what stands in a tab must not say what the page is about. */
const neutralIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="3" fill="#8a9499"/></svg>'

/** Everything that a browser loads beside a page; made once, when a service starts. */
export function makeAssets(brand: Brand): Assets {
  const library = import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js')
  const components = withoutMap(readFileSync(fileURLToPath(library), 'utf8'))
  const made = new Map([['govuk-frontend', asset('components.js', SCRIPT, components)]])
  for (const name of scripts) {
    const source = new URL(`../../web/script/${name}.js`, import.meta.url)
    const text = pinned(readFileSync(source, 'utf8'), made)
    made.set(`./${name}.js`, asset(`${name}.js`, SCRIPT, text))
  }
  const imported = [...made.values()]
  const script = imported.pop() as Asset
  return {
    style: asset('pages.css', 'text/css; charset=utf-8', styleSheet(brand)),
    script,
    imported,
    icon: asset('icon.svg', SVG, neutralIcon),
    ...(brand.logo ? { logo: asset('logo.svg', SVG, brand.logo) } : {}),
  }
}

function asset(name: string, type: string, text: string): Asset {
  const body = Buffer.from(text)
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const path = `/assets/${name.replace('.', `-${digest}.`)}`
  return { path, type, body, gzipped: gzipSync(body, { level: 9 }) }
}

const withoutMap = (source: string): string => source.replace(/\n?\/\/# sourceMappingURL=.*/, '')

/** What a script imports, by the names under which that is served. */
function pinned(source: string, made: ReadonlyMap<string, Asset>): string {
  return source.replace(/from '([^']+)'/g, (_, name: string) => {
    const found = made.get(name)
    if (!found) throw new TypeError(`A script imports ${name} before it is made`)
    return `from '${found.path}'`
  })
}
