import { signJws } from '../../src/suite/index.ts'
import { digestOf, NOW, type TestNetwork } from '../../test/network.ts'
import { trust } from './network.ts'

/** Directories in which nodes have witness keys (SPEC section 8). */
export function witnessDirectoryVectors({ keys, payload, compact }: TestNetwork) {
  const vector = (comment: string, expect: string, directory: string) => ({
    comment,
    expect,
    now: NOW,
    root: trust.root,
    directory,
  })
  const changed = (change: object) =>
    signJws(
      'cw-directory+jws',
      {
        ...payload,
        nodes: payload.nodes.map((node) => ({
          ...node,
          keys: node.keys.map((key) =>
            node.id === payload.nodes[0]?.id && key.use === 'witness' ? { ...key, ...change } : key,
          ),
        })),
      },
      keys.root,
    )
  const other = payload.nodes[1]?.keys.find((key) => key.use === 'witness')
  return {
    'good-witnesses': vector('Each of three nodes has a witness key.', 'ok', compact),
    'witness-name-twice': vector(
      'Two witnesses of one name.',
      'schema',
      changed({ name: 'ro.example/witness' }),
    ),
    'witness-name-of-the-log': vector(
      'A witness with the name of the log.',
      'schema',
      changed({ name: payload.hub.origin }),
    ),
    'witness-name-form': vector(
      'A name with a plus, which no signature line can carry.',
      'schema',
      changed({ name: 'gb.example+witness' }),
    ),
    'witness-kid-of-another-key': vector(
      'A key id that is not the thumbprint of its key.',
      'key',
      changed({ kid: digestOf('another key') }),
    ),
    'witness-key-twice': vector(
      'One witness key of two nodes.',
      'key',
      changed({ kid: other?.kid, jwk: other?.jwk }),
    ),
  }
}
