import { z } from 'zod'

/** The languages in which every page is complete. */
export const Language = z.enum(['en', 'ro', 'nl', 'de'])
export type Language = z.infer<typeof Language>

/** Each by the name that its readers know. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  ro: 'Română',
  nl: 'Nederlands',
  de: 'Deutsch',
}

/**
 * The language to show: the one that was chosen, else the first that the browser asks for and we
 * have (RFC 9110 section 12.5.4; weights in order), else `fallback`.
 */
export function chooseLanguage(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters
        .map((it) => /^\s*q=([01](?:\.\d{1,3})?)$/.exec(it)?.[1])
        .find(Boolean)
      return { language: tag.split('-')[0], weight: Number(weight ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
  for (const wish of [chosen, ...asked]) {
    const known = Language.safeParse(wish)
    if (known.success) return known.data
  }
  return fallback
}
