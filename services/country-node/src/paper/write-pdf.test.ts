import { describe, expect, test } from 'vitest'
import { readPdf } from '../../test/read-pdf.ts'
import type { Paper } from './paper-block.ts'
import { writePdf } from './write-pdf.ts'

const LETTERS = 'ă â î ș ț Ș Ț ő ű ł ż ó ą į ü ß ğ ı ç ñ ё є ї Київ София Ελλάδα ệ'

const paper: Paper = {
  lang: 'ro',
  title: 'De păstrat',
  size: 'A4',
  at: new Date('2026-11-22T09:00:00Z'),
  blocks: [
    { as: 'title', text: 'De păstrat' },
    { as: 'heading', text: 'Litere' },
    { as: 'text', text: LETTERS },
    { as: 'list', items: ['una', 'două'] },
    { as: 'facts', rows: [{ name: 'Cui', value: 'Casa Sintetică' }] },
    { as: 'table', columns: ['A', 'B'], rows: [['1', '2']] },
    { as: 'code', code: 'K7QM-2XRT-9VCB', alt: 'Codul' },
    { as: 'line', text: 'Numărul:' },
  ],
}
const whole = (text: string) => text.replace(/\s+/g, ' ')

describe('a paper', () => {
  test('is a tagged PDF with language and title, and says of each part what it is', async () => {
    const read = readPdf(await writePdf(paper))
    expect(read.version).toBe('1.7')
    expect(read.objects).toMatch(/\/Type \/Catalog[\s\S]*\/Lang \(ro\)/)
    expect(read.objects).toContain('/MarkInfo')
    expect(read.objects).toContain('/StructTreeRoot')
    expect(read.objects).toContain('/DisplayDocTitle true')
    const table = ['TH', 'TD', 'TR', 'Table']
    const cells = [...table, 'TH', 'TH', 'TR', 'TD', 'TD', 'TR', 'Table']
    const items = ['Lbl', 'LBody', 'LI', 'Lbl', 'LBody', 'LI', 'L']
    const all = ['H1', 'H2', 'P', ...items, ...cells, 'Figure', 'P', 'P', 'Document']
    expect(read.tags.toSorted()).toEqual(all.toSorted())
    expect(read.untagged).toBe(0)
  })

  test('has every letter in it, also those that few fonts have', async () => {
    const read = readPdf(await writePdf(paper))
    expect(whole(read.text)).toContain(whole(LETTERS))
    expect(read.missing).toBe(0)
    expect(read.objects.match(/\/FontFile2 /g)).toHaveLength(2)
    expect(read.objects).not.toMatch(/Helvetica|Times|Courier/)
  })

  test('shows where a letter is missing, so that the test above can fail', async () => {
    const blocks: Paper['blocks'] = [{ as: 'text', text: '漢' }]
    expect(readPdf(await writePdf({ ...paper, blocks })).missing).toBe(1)
  })

  test('goes on on a second page with its structure', async () => {
    const long = 'un rând foarte lung '.repeat(600)
    const blocks: Paper['blocks'] = [
      { as: 'text', text: long },
      { as: 'facts', rows: [{ name: 'Cui', value: 'Casa' }] },
    ]
    const read = readPdf(await writePdf({ ...paper, blocks }))
    expect(read.objects.match(/\/Type \/Page\n/g)?.length).toBeGreaterThan(2)
    expect(whole(read.text).match(/un rând foarte lung/g)).toHaveLength(600)
    expect(read.untagged).toBe(0)
  })

  test('is the same bytes twice and names neither program nor machine', async () => {
    const [one, two] = [await writePdf(paper), await writePdf(paper)]
    expect(one.equals(two)).toBe(true)
    expect(one.toString('latin1')).not.toMatch(/pdfkit|causeway|country-node/i)
  })

  test('holds a file for a program, if any', async () => {
    expect(readPdf(await writePdf(paper)).files).toEqual([])
    const attached = { name: 'receipt.jws', text: 'a.b.c' }
    expect(readPdf(await writePdf({ ...paper, attached })).files).toEqual(['a.b.c'])
  })
})
