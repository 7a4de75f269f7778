export type { Browser, Locator, Page } from 'playwright-core'
export { accessibilityFaults } from './accessibility-faults.ts'
export { htmlFaults } from './html-faults.ts'
export { openBrowser } from './open-browser.ts'
