import type { Translate } from '@causeway/page-kit'
import type { AuditLine } from '@causeway/schemas/api'
import type { Category } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { referenceOf } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import type { EntryWords } from './officer-views.ts'

/** With what a reader is spoken to. */
export interface Speaker {
  translate: Translate
  number: (value: number) => string
  list: (items: readonly string[]) => string
  organisation: (id: RandomId) => string
}

/** An organisation that has left the directory is called by the signs of its id. */
export function speakerOf(
  { pages, context }: PageSite,
  language: Parameters<PageSite['pages']['translate']>[0],
): Speaker {
  const { number, list } = pages.formats(language)
  return {
    translate: pages.translate(language),
    number,
    list,
    organisation: (id) => findOrganisation(context.directory, id)?.name ?? referenceOf(id),
  }
}

/** An entry of the audit in the reader's words. */
export function sayEntry(speaker: Speaker, entry: AuditLine): EntryWords {
  const { n, at, by, referral, person, groups } = entry
  const { translate, number } = speaker
  const why = [...sayWhy(speaker, entry)]
  return {
    number: number(n),
    act: sayAct(translate, entry.act),
    ...(at ? { at, who: sayWho(speaker, by) } : {}),
    ...(by && by.role !== 'survivor' ? { worker: referenceOf(by.pseudonym) } : {}),
    ...(referral ? { handover: referenceOf(referral) } : {}),
    ...(person ? { person: referenceOf(person) } : {}),
    ...(groups?.length ? { groups: sayGroups(speaker, groups) } : {}),
    ...(why.length > 0 ? { why: why.join(', ') } : {}),
  }
}

/** The groups of items, by their names. */
export const sayGroups = ({ translate, list }: Speaker, groups: readonly Category[]): string =>
  list(groups.map((group) => translate(`group.${group}`)))

const sayWho = ({ translate, organisation }: Speaker, by: AuditLine['by']): string =>
  by
    ? translate('officer.who', {
        role: translate(`officer.role.${by.role}`),
        organisation: organisation(by.org),
      })
    : translate('officer.role.system')

/** What nobody has found words for is called by its code: nothing done is left out. */
function sayAct(translate: Translate, act: string): string {
  const [kind, what = ''] = act.split('.')
  if (kind === 'event' && translate.has(`send.event.${what}`)) {
    return translate('officer.act_came', { what: translate(`send.event.${what}`) })
  }
  if (kind === 'deadline') return translate('officer.act_deadline')
  return orCode(translate, [`officer.act.${act}`], act)
}

function* sayWhy({ translate }: Speaker, { purpose, reason }: AuditLine): Generator<string> {
  if (purpose)
    yield orCode(translate, [`receive.purpose.${purpose}`, `officer.purpose.${purpose}`], purpose)
  if (reason)
    yield orCode(
      translate,
      [`receive.decline_reason.${reason}`, `officer.reason.${reason}`],
      reason,
    )
}

const orCode = (translate: Translate, keys: readonly string[], code: string): string => {
  const key = keys.find((it) => translate.has(it))
  return key ? translate(key) : code
}
