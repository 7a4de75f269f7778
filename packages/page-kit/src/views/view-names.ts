import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The names of all views in a folder: the templates that are whole pages and not pieces or layouts.
 * A test renders each of them.
 */
export const viewNames = (folder: URL): string[] =>
  globSync('**/*.njk', { cwd: fileURLToPath(folder) })
    .filter((file) => /\{% extends|<html/.test(readFileSync(new URL(file, folder), 'utf8')))
    .map((file) => file.replace(/\.njk$/, ''))
    .filter((name) => !name.endsWith('/layout'))
    .toSorted()
