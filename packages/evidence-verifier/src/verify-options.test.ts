import { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVerifyCommand } from './verify-options.ts'

const thumbprintOf = (bytes: Uint8Array) => Digest.parse(Buffer.from(bytes).toString('base64url'))
const thumbprints = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(thumbprintOf)
const beginsWithHyphen = thumbprintOf(new Uint8Array(32).fill(0xfb))

test('any thumbprint is taken, also one that begins with a hyphen', () => {
  fc.assert(
    fc.property(thumbprints, fc.boolean(), (thumbprint, isFirst) => {
      const root = ['--root-thumbprint', thumbprint]
      const args = isFirst ? [...root, 'file.json'] : ['file.json', ...root]
      expect(readVerifyCommand(args)).toEqual({
        file: 'file.json',
        isJson: false,
        root: { thumbprint },
      })
    }),
    { examples: [[beginsWithHyphen, false]] },
  )
})
