// What a service's tests hold its own templates and texts to.

export { readLocales } from './texts/read-texts.ts'
export { textFaults } from './texts/text-faults.ts'
export { viewNames } from './views/view-names.ts'
