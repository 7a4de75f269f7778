import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      // What the component library writes on purpose, and browsers read the same way.
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-redundant-role': 'off',
      'long-title': 'off',
      // Our own origin serves them, under names that hold their digest.
      'require-sri': ['error', { target: 'crossorigin' }],
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
      // The summary of faults stands above the heading.
      'heading-level': ['error', { minInitialRank: 'h2' }],
      'no-inline-style': 'error',
      'prefer-native-element': ['error', { exclude: ['heading', 'region', 'alert'] }],
    },
  }),
)

/** What is wrong with a whole HTML document, by the standard and by us: one line for each place. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}
