import type { Language, Pages } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import type { SendMailOptions } from 'nodemailer'

/** All that a mail is made of. Nothing of what waits, or of whom, is there to be put in. */
export interface MailParts {
  id: RandomId
  /** When it was first owed: the same at every try. */
  at: Date
  to: string
}

/** How this node writes. */
export interface Letterhead {
  from: string
  /** Where people sign in. */
  origin: string
  language: Language
  pages: Pick<Pages, 'translate'>
}

/**
 * The one mail there is, in the language of the node: that something waits, and where to sign in.
 * Its id outside is random and of the sender's own domain; no program, machine or person is named.
 */
export function composeMail(
  { from, origin, language, pages }: Letterhead,
  { id, at, to }: MailParts,
): SendMailOptions {
  const translate = pages.translate(language)
  return {
    from: { name: '', address: from },
    to: { name: '', address: to },
    date: at,
    messageId: `<${id}@${domainOf(from)}>`,
    subject: translate('mail.subject'),
    text: `${translate('mail.text')}\n\n${origin}/\n\n${translate('mail.foot')}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** What stands behind the @. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
