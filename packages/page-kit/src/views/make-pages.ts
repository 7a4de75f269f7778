import type { Brand } from '../assets/brand.ts'
import { type Assets, makeAssets } from '../assets/make-assets.ts'
import { FORM_KEY, FORM_TOKEN } from '../forms/read-form.ts'
import { requireWords } from '../forms/require-words.ts'
import { formsIn, withKept } from '../forms/with-kept.ts'
import { Language, languageNames } from '../texts/languages.ts'
import { type Formats, makeFormats } from '../texts/make-formats.ts'
import { makeTranslate, type Translate } from '../texts/make-translate.ts'
import { readLocales } from '../texts/read-texts.ts'
import type { View } from './define-view.ts'
import type { Frame } from './frame.ts'
import { makeEnvironment } from './make-environment.ts'

interface PagesOptions {
  /** Folders with a service's own templates and texts; both URLs end in a slash. */
  views: URL
  locales: URL
  brand: Brand
  /** IANA name: at whose clock times are shown. */
  timeZone: string
  /** The number to call in danger, here; empty where a page must not say what it is about. */
  emergencyNumber: string
}

export interface Pages {
  assets: Assets
  /**
   * Throws for a model that the view did not agree to, and for a text or value that is missing;
   * `ForgedForm` for a form with a fault in what nobody types.
   */
  render<Model>(view: View<Model>, model: Model, frame: Frame): string
  /** For the few words that are not in a template: mail, a file's name. */
  translate(language: Language): Translate
  /** Days and times for the words of a drawing, which a model holds. */
  formats(language: Language): Formats
}

/** Seconds without a touch after which a page covers itself. */
const COVERED_AFTER = { list: 180, form: 600, open: 0 } as const

const ownLocales = new URL('../../web/locales/', import.meta.url)

/** Reads templates, texts and assets once; what it gives back does no I/O but reading templates. */
export function makePages(options: PagesOptions): Pages {
  const { views, brand, timeZone, emergencyNumber } = options
  const locales = readLocales([ownLocales, options.locales])
  const assets = makeAssets(brand)
  const constants = {
    brand,
    assets,
    emergencyNumber,
    languageNames,
    coveredAfter: COVERED_AFTER,
    formKey: FORM_KEY,
    formToken: FORM_TOKEN,
  }
  const byLanguage = Object.fromEntries(
    Language.options.map((language) => {
      const translate = makeTranslate(locales, language)
      const formats = makeFormats(language, timeZone)
      const folders = [views]
      return [
        language,
        {
          translate,
          formats,
          environment: makeEnvironment({ folders, translate, formats, constants }),
        },
      ]
    }),
  ) as Record<
    Language,
    { translate: Translate; formats: Formats; environment: ReturnType<typeof makeEnvironment> }
  >

  return {
    assets,
    translate: (language) => byLanguage[language].translate,
    formats: (language) => byLanguage[language].formats,
    render(view, model, frame) {
      const { translate, environment } = byLanguage[frame.language]
      const shown = withKept(view.take(model), frame.kept)
      for (const form of formsIn(shown)) requireWords(form, translate)
      return environment.render(`${view.name}.njk`, { model: shown, frame })
    },
  }
}
