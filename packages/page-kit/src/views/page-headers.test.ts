import { expect, test } from 'vitest'
import { makeNonce, pageHeaders } from './page-headers.ts'

test('a page may run only what carries its nonce, and is kept by nobody', () => {
  const headers = pageHeaders({ nonce: 'abc', formOrigins: ['https://id.example'] })
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'nonce-abc';")
  expect(policy).toContain("form-action 'self' https://id.example;")
  expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/id)/)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['referrer-policy']).toBe('same-origin')
})

test('no nonce comes twice', () => {
  const nonces = Array.from({ length: 1000 }, makeNonce)
  expect(new Set(nonces).size).toBe(1000)
})
