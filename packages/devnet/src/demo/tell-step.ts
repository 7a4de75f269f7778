import { wrap } from './plain-words.ts'
import type { StepTold } from './run-demo.ts'

/** One step for the terminal: what was done, then what each of the three can see. */
export const tellStep = ({ name, told, sender, receiver, hub }: StepTold): string =>
  [
    '',
    name.replaceAll('_', ' '),
    ...wrap(told, '  '),
    ...wrap(`- Sender's node: ${sender}`, '    '),
    ...wrap(`- Receiver's node: ${receiver}`, '    '),
    ...wrap(`- Hub: ${hub}`, '    '),
  ].join('\n')
