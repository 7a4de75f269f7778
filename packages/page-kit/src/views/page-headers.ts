import { randomBytes } from 'node:crypto'

/** A value that the page's own tags carry and that nobody can know before. */
export const makeNonce = (): string => randomBytes(16).toString('base64')

interface Policy {
  nonce: string
  /** Origins that a form may lead to besides this one: an identity provider, at sign-out. */
  formOrigins?: readonly string[]
}

/**
 * What a browser may do with a page: run and style only what carries the nonce, call only where it
 * came from, be framed by nobody, and turn no string into script (CSP 3, Trusted Types).
 */
function contentSecurityPolicy({ nonce, formOrigins = [] }: Policy): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    ['form-action', "'self'", ...formOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/**
 * The headers of every page. The referrer stays `same-origin` and not `no-referrer`: the latter
 * makes a browser send `Origin: null` with a form, and the origin is what forgery is refused by.
 */
export const pageHeaders = (policy: Policy): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy(policy),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
})
