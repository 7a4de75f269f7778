import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { fieldWords } from '../forms/field-words.ts'
import type { Formats } from '../texts/make-formats.ts'
import type { Translate } from '../texts/make-translate.ts'

interface EnvironmentOptions {
  folders: readonly URL[]
  translate: Translate
  formats: Formats
  /** The same on every page of an installation. */
  constants: Record<string, unknown>
}

const components = dirname(
  dirname(fileURLToPath(import.meta.resolve('govuk-frontend/package.json'))),
)
const own = new URL('../../web/views/', import.meta.url)

/**
 * Templates of one language: everything is escaped, and a name that the model lacks is an error
 * and not an empty place. Macros see the language without being handed it.
 */
export function makeEnvironment(options: EnvironmentOptions): nunjucks.Environment {
  const { folders, translate, formats, constants } = options
  const paths = [...folders, own].map((it) => fileURLToPath(it))
  const loader = new nunjucks.FileSystemLoader([...paths, `${components}/govuk-frontend/dist`])
  const environment = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })

  const globals = {
    ...constants,
    ...formats,
    t: translate,
    ...fieldWords(translate),
  }
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return environment
}
