import type { Frame, View } from '@causeway/page-kit'

/** A view with a model that it may be shown with. */
export interface Sample {
  name: string
  /** What is told apart by it, where a view is shown in more than one way. */
  as?: string
  render(
    pages: { render<Model>(view: View<Model>, model: Model, frame: Frame): string },
    frame: Frame,
  ): string
}

/** Keeps a view together with its model whatever other samples there are. */
export const sample = <Model>(view: View<Model>, model: Model, as?: string): Sample => ({
  name: view.name,
  ...(as ? { as } : {}),
  render: (pages, frame) => pages.render(view, model, frame),
})
