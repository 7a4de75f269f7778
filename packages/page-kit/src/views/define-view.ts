import type { z } from 'zod'

/** A template together with the one kind of model that it is rendered with. */
export interface View<Model> {
  name: string
  /** What the template may see of a model; throws a `ZodError` for one that is not as agreed. */
  take(model: Model): unknown
}

/**
 * Ties the template `<name>.njk` to its model. With a schema, a model is parsed before it is shown:
 * a strict one lets nothing reach the page that the view did not ask for.
 */
export const defineView = <Model>(
  name: string,
  schema?: z.ZodType<unknown, Model>,
): View<Model> => ({
  name,
  take: (model) => (schema ? schema.parse(model) : model),
})
