import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNetwork } from '@causeway/devnet'
import { takeScreens } from '../packages/devnet/test/pages/take-screens.ts'

/** Pictures of the most important screens, into `screens/`, from a network of its own. */
const folder = fileURLToPath(new URL('../screens/', import.meta.url))

const code = await runNetwork(
  {
    nodes: ['gb', 'ro'],
    fsync: false,
    onFailure: (reason) => console.error(`It did not come out: ${reason}`),
  },
  async (network) => {
    const files = await takeScreens(network, folder, ['en', 'ro'])
    for (const file of files) console.log(relative(process.cwd(), file))
    return 0
  },
)
process.exit(code)
