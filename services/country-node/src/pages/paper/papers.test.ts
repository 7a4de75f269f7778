import { Language } from '@causeway/page-kit'
import { ItemCode } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../test/read-pdf.ts'
import type { Agreed } from '../../agreements/read-agreed.ts'
import { readNotices } from '../../notices/read-notices.ts'
import { writePdf } from '../../paper/write-pdf.ts'
import { writtenIn } from '../languages.ts'
import { neutralSettings, openPages } from '../page-site.ts'
import { cardPaper } from './card-paper.ts'
import { copyPaper } from './copy-paper.ts'
import { wordingBlocks } from './wording-blocks.ts'

const pages = openPages(neutralSettings)
const notices = await readNotices()
const at = new Date('2026-11-22T09:00:00Z')
const flat = (text: string) => text.replace(/\s+/g, ' ')
/** What no paper in her pocket may say. */
const topics =
  /causeway|traffick|victim|survivor|exploit|trafic|victim|mensenhandel|slachtoffer|menschenhandel|opfer/i

describe.each(Language.options)('in %s', (language) => {
  const reader = {
    language,
    translate: pages.translate(language),
    formats: pages.formats(language),
  }
  const agreed = (state: Agreed['agreement']['state'], wording: string): Agreed => ({
    wording,
    agreement: {
      state,
      items: ItemCode.options,
      purpose: 'return',
      valid_from: 1_795_338_000,
      expires_at: 1_805_338_000,
      receiver_node: 'ro' as NodeId,
      receiver_org: 'A'.repeat(22) as RandomId,
    } as unknown as Agreed['agreement'],
  })
  const around = { to: 'Casa Ștefan', phones: ['+40700123456'], emergencyNumber: '112', at }

  test('every letter of what was put to her is on her paper, and none is missing', async () => {
    const own = notices.filter(({ lang }) => lang === writtenIn[language])
    expect(own.length).toBeGreaterThan(0)
    for (const { text } of own) {
      const read = readPdf(
        await writePdf(copyPaper(reader, { ...agreed('given', text), ...around })),
      )
      for (const line of text.split('\n')) {
        expect(flat(read.text)).toContain(flat(line.replace(/^- /, '')).trim())
      }
      expect([read.missing, read.untagged]).toEqual([0, 0])
      expect(read.objects).toContain(`/Lang (${language})`)
      expect(`${read.objects}${reader.translate('paper.title')}`).not.toMatch(topics)
    }
  })

  test('a no has no end, no list of what is shared, and nothing to stop', () => {
    const texts = (state: Agreed['agreement']['state']) =>
      JSON.stringify(copyPaper(reader, { ...agreed(state, 'x'), ...around }).blocks)
    const stop = reader.translate('paper.copy.stop')
    expect(texts('given')).toContain(stop)
    expect(texts('withdrawn')).toContain(stop)
    expect(texts('refused')).not.toContain(stop)
    expect(texts('refused')).toContain(reader.translate('paper.copy.asked'))
  })

  test('the card is one small page that says nothing of what it is', async () => {
    const card = {
      language: writtenIn[language],
      worker_says: ['pajiște', 'Möwe', 'schaatsen'] as [string, string, string],
      answer: '4821',
      who: 'Ana',
      look: 'palton verde, eșarfă roșie, rucsac mare cu o panglică albă la fermoar',
      place: 'Aeroportul Internațional Avram Iancu, sosiri, lângă biroul de informații',
      at: 1_795_338_000,
      duty_phones: ['+40700123456', '+441700123456'],
      code: 'K7QM-2XRT-9VCB',
    }
    const paper = cardPaper(reader, card, { when: 'luni, 23 noiembrie, 20:47', at })
    const read = readPdf(await writePdf(paper))
    expect(read.objects.match(/\/Type \/Page\n/g)).toHaveLength(1)
    expect([read.missing, read.untagged]).toEqual([0, 0])
    expect(flat(read.text)).toContain('K7QM-2XRT-9VCB')
    expect(`${read.text}${read.objects}`).not.toMatch(topics)
  })
})

test('a wording as blocks has the same words in the same order', () => {
  const lines = fc.array(
    fc.oneof(
      fc.lorem(),
      fc.lorem().map((it) => `- ${it}`),
      fc.constant(''),
    ),
  )
  fc.assert(
    fc.property(lines, (all) => {
      const words = wordingBlocks(all.join('\n')).flatMap((block) => {
        if (block.as === 'list') return block.items
        return block.as === 'text' ? [block.text] : []
      })
      const expected = all.map((line) => line.replace(/^- /, '')).filter((line) => line !== '')
      expect(words).toEqual(expected)
    }),
    { seed: 51 },
  )
})
