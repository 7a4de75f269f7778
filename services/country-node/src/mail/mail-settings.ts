import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** How a node sends mail. */
export interface MailSettings {
  /** An address without a name. */
  from: string
  way: SmtpWay | { folder: string }
}

interface SmtpWay {
  host: string
  port: number
  /** TLS from the first byte; else it is asked for before anything is said. */
  secure: boolean
  /** On this machine, where nobody listens in. */
  isLocal: boolean
  user?: string | undefined
  password?: string | undefined
}

const isLoopback = (host: string) => /^(127(\.\d{1,3}){3}|\[?::1\]?|localhost)$/.test(host)

/** `smtps://` or `smtp://` with host and, if any, user; in development `file://` and a folder. */
export const mailUrl = z
  .url({ protocol: /^(smtps?|file)$/ })
  .refine((url) => !URL.parse(url)?.password, {
    error: 'must not hold the password: that is a file',
  })

/** An address, and no name beside it. */
export const mailAddress = z.email().max(254)

/** As they are set; none of them is needed, and without the first no mail is sent. */
interface MailEnvironment {
  NODE_MAIL_URL?: string | undefined
  NODE_MAIL_PASSWORD_FILE?: string | undefined
  NODE_MAIL_FROM?: string | undefined
}

/**
 * What is wrong with settings that are right one by one; `undefined` when nothing is. A folder is for a
 * node that nobody else reaches, by its own port or through a proxy: it shows whom it writes to.
 */
export function mailMistake(
  { NODE_MAIL_URL: url, NODE_MAIL_FROM: from }: MailEnvironment,
  { NODE_HOST: host, NODE_ORIGIN: origin }: { NODE_HOST: string; NODE_ORIGIN: string },
): { path: string[]; message: string } | undefined {
  if (url === undefined) return undefined
  if (from === undefined) return { path: ['NODE_MAIL_FROM'], message: 'must be set for mail' }
  if (!url.startsWith('file:') || (isLoopback(host) && isLoopback(new URL(origin).hostname))) {
    return undefined
  }
  return { path: ['NODE_MAIL_URL'], message: 'is a folder, for a development machine only' }
}

/** `undefined` when this node sends no mail. */
export function mailOf(env: MailEnvironment): MailSettings | undefined {
  const { NODE_MAIL_URL, NODE_MAIL_FROM: from, NODE_MAIL_PASSWORD_FILE: password } = env
  if (NODE_MAIL_URL === undefined || from === undefined) return undefined
  const url = new URL(NODE_MAIL_URL)
  if (url.protocol === 'file:') return { from, way: { folder: fileURLToPath(url) } }
  const secure = url.protocol === 'smtps:'
  return {
    from,
    way: {
      host: url.hostname,
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      isLocal: !secure && isLoopback(url.hostname),
      ...(url.username === '' ? {} : { user: decodeURIComponent(url.username), password }),
    },
  }
}
