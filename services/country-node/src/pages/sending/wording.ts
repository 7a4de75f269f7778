import type { Translate } from '@causeway/page-kit'
import type { AgreementPreview } from '@causeway/schemas/api'
import type { ItemCode } from '@causeway/schemas/record'

interface Asked {
  notice: string
  organisation: string
  preview: AgreementPreview
}

/**
 * What is put to her, to the character, in her language: the notice, who gets what and when, and
 * what stays. Its hash is signed; names of things and no values are in it.
 */
export function wordingOf(translate: Translate, { notice, organisation, preview }: Asked): string {
  const { they_will_see: see, stays_here: stays } = preview
  const list = (codes: readonly { code: ItemCode }[]) =>
    codes.length > 0
      ? codes.map(({ code }) => `- ${translate(`item.${code}`)}`).join('\n')
      : translate('send.nothing')
  return [
    notice.trim(),
    translate('send.asked.to', { organisation }),
    `${translate('send.see_before')}\n${list(see.before_acceptance)}`,
    `${translate('send.see_after')}\n${list(see.after_acceptance)}`,
    `${translate('send.stays')}\n${list(stays)}`,
    translate('send.asked.until'),
  ].join('\n\n')
}

/** The same for one thing more, once they have accepted her. */
export const moreWording = (
  translate: Translate,
  {
    notice,
    organisation,
    items,
  }: Pick<Asked, 'notice' | 'organisation'> & { items: readonly ItemCode[] },
): string =>
  [
    notice.trim(),
    translate('send.asked.to', { organisation }),
    `${translate('send.more.see')}\n${items.map((code) => `- ${translate(`item.${code}`)}`).join('\n')}`,
    translate('send.asked.until'),
  ].join('\n\n')
