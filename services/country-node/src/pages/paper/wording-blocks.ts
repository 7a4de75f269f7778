import type { PaperBlock } from '../../paper/paper-block.ts'

const ITEM = /^[-•] +/

/** A wording as blocks, nothing added and nothing left out: lines that begin with a dash are a list. */
export function wordingBlocks(wording: string): PaperBlock[] {
  const blocks: PaperBlock[] = []
  let items: string[] = []
  const endList = () => {
    if (items.length > 0) blocks.push({ as: 'list', items })
    items = []
  }
  for (const line of wording.split('\n').map((it) => it.trim())) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''))
    else endList()
    if (line !== '' && !ITEM.test(line)) blocks.push({ as: 'text', text: line })
  }
  endList()
  return blocks
}
