import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { domainOf } from './compose-mail.ts'
import type { MailSettings } from './mail-settings.ts'

export interface MailTransport {
  /** Resolves once somebody else has it. */
  send(mail: SendMailOptions): Promise<void>
  close(): void
}

/** Milliseconds, each. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Opens nothing yet: a node starts while its mail server is away. */
export const openTransport = ({ from, way }: MailSettings): MailTransport =>
  'folder' in way ? folderTransport(way.folder) : smtpTransport(way, domainOf(from))

/**
 * By SMTP (RFC 5321), encrypted but on this machine; with a password where there is a user. It calls
 * itself by the domain it writes from: the name of the machine is nobody's business.
 */
function smtpTransport(
  { host, port, secure, isLocal, user, password }: SmtpWay,
  name: string,
): MailTransport {
  const { withTransport, close } = onFirstMail(async () =>
    (await import('nodemailer')).createTransport({
      ...TIMEOUTS,
      host,
      port,
      secure,
      requireTLS: !isLocal,
      ignoreTLS: isLocal,
      name,
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    }),
  )
  return {
    async send(mail) {
      await (await withTransport()).sendMail(mail)
    },
    close,
  }
}

/** The library is loaded with the first mail: a node at rest does without its memory. */
function onFirstMail<T extends { close(): void }>(open: () => Promise<T>) {
  let opened: Promise<T> | undefined
  return {
    withTransport: () => {
      opened ??= open()
      return opened
    },
    close: () => {
      void opened?.then((transport) => transport.close())
    },
  }
}

type SmtpWay = Exclude<MailSettings['way'], { folder: string }>

/** For development: each mail is a file, whole once it has its name. */
function folderTransport(folder: string): MailTransport {
  const { withTransport, close } = onFirstMail(async () =>
    (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true }),
  )
  return {
    async send(mail) {
      const { message } = await (await withTransport()).sendMail(mail)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const part = join(folder, `${randomUUID()}.part`)
      await writeFile(part, message as Buffer, { mode: 0o600 })
      await rename(part, part.replace(/\.part$/, '.eml'))
    },
    close,
  }
}
