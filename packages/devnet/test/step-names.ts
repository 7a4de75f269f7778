import { stories } from '../src/demo/stories.ts'

/** The steps of the common story, in order. */
export const stepNames: readonly string[] = stories['common-return'].steps.map(({ name }) => name)
