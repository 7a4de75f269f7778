interface Printer {
  printRoutes(options: { commonPrefix: false }): string
}

/** A page as it is registered. */
export interface PageRoute {
  method: 'GET' | 'POST'
  url: string
}

/** What is no page: for programs, for everybody alike, or of the tests. */
const NO_PAGES = /^\/(api|assets|probe|healthz|sign-in\/keys|sign-in\/back-channel-logout)\b/

/** Every page that an app answers, read off the tree that it prints of its routes. */
export function pageRoutesOf(app: Printer): PageRoute[] {
  const branch: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', name, methods = ''] = /^([^/\w.:*-]*)(\S+) \((.*)\)$/.exec(line) ?? []
      if (name === undefined) return []
      branch.splice(indent.length / 4 - 1, Number.POSITIVE_INFINITY, name)
      const url = branch.join('').replace(/^\/\//, '/')
      return (['GET', 'POST'] as const)
        .filter((method) => methods.split(', ').includes(method))
        .map((method) => ({ method, url }))
    })
    .filter(({ url }) => !NO_PAGES.test(url))
}
