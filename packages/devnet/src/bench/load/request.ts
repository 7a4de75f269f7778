import { type SigningKey, signRequestProof } from '@causeway/protocol/suite'

/** A request to a hub as it goes over the wire, proven as of now: good for a minute. */
export function provenRequest(url: URL, key: SigningKey, body = ''): Buffer {
  const method = body === '' ? 'GET' : 'POST'
  const now = Math.floor(Date.now() / 1000)
  const proof = signRequestProof({ method, url: url.href, body }, key, now)
  const content =
    body === ''
      ? ''
      : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
  return Buffer.from(
    `${method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n` +
      `authorization: CW-Proof ${proof}\r\n${content}\r\n${body}`,
  )
}
