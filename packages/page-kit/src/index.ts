export { Brand, neutralBrand } from './assets/brand.ts'
export { serveAssets } from './assets/serve-assets.ts'
export {
  FORM_KEY,
  FORM_TOKEN,
  type Form,
  type FormFault,
  readForm,
  refuseField,
  showForm,
} from './forms/read-form.ts'
export { chooseLanguage, Language, languageNames } from './texts/languages.ts'
export { dayIn } from './texts/make-formats.ts'
export type { Translate } from './texts/make-translate.ts'
export { defineView, type View } from './views/define-view.ts'
export type { Frame } from './views/frame.ts'
export { hiddenView, leftView } from './views/leaving-views.ts'
export { makePages, type Pages } from './views/make-pages.ts'
export { makeNonce, pageHeaders } from './views/page-headers.ts'
export { PageProblem, problemOf, problemView } from './views/problem-view.ts'
export { sendPage } from './views/send-page.ts'
