import { z } from 'zod'
import { contrast, HEX_COLOUR } from './contrast.ts'

const WHITE = '#ffffff'
const INK = '#1b2226'

/** WCAG 2.2, 1.4.3: text that is not large. */
const READABLE = 4.5

/** A colour on which each of the given ones can be read. */
const readableWith = (...others: string[]) =>
  z
    .string()
    .regex(HEX_COLOUR)
    .refine((it) => others.every((other) => contrast(it, other) >= READABLE), {
      params: { rule: 'contrast' },
    })

/**
 * How an installation looks and calls itself: neutral, so that a page read over a shoulder says
 * nothing. `brand` lies behind white text, `link` is text on white and on `surface`, `surface`
 * lies behind dark text. A colour on which its text could not be read is refused.
 */
export const Brand = z
  .strictObject({
    name: z.string().min(1).max(40),
    colours: z.strictObject({
      brand: readableWith(WHITE),
      link: readableWith(WHITE),
      surface: readableWith(INK),
    }),
    /** An SVG document; without one, only the name is shown. */
    logo: z.string().startsWith('<svg').max(20_000).optional(),
  })
  .refine(({ colours }) => contrast(colours.link, colours.surface) >= READABLE, {
    path: ['colours', 'link'],
    params: { rule: 'contrast' },
  })
export type Brand = z.infer<typeof Brand>

export const neutralBrand: Brand = Brand.parse({
  name: 'Causeway',
  colours: { brand: '#234e52', link: '#1d5c74', surface: '#f5f3ee' },
})
