import { Brand, Language, neutralBrand } from '@causeway/page-kit'
import { PrivateSealingJwk, PrivateSigningJwk, PrivateWitnessJwk } from '@causeway/protocol/suite'
import { NodeId, SigningJwk } from '@causeway/schemas/wire'
import { readConfig, secretFile } from '@causeway/service-kit/config'
import { z } from 'zod'
import { mailAddress, mailMistake, mailOf, mailUrl } from './mail/mail-settings.ts'

/** Redis or Valkey; PostgreSQL carries the queues when it is left out. */
const queueUrl = z.url({ protocol: /^rediss?$/ }).optional()
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)

/** A file with one JWK of this kind. */
const jwkFile = <Schema extends z.ZodType>(schema: Schema) =>
  secretFile.transform((text, context) => {
    const parsed = schema.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'names a file without a key of this kind' })
    return z.NEVER
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A file with a brand on whose colours its texts can be read. */
const brandFile = secretFile.transform((text, context) => {
  const parsed = Brand.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: 'names a file without a brand that can be read' })
  return z.NEVER
})

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** 32 random bytes in base64url. */
const vaultKeyFile = secretFile.transform((text, context) => {
  const key = Buffer.from(text, 'base64url')
  if (key.length === 32 && key.toString('base64url') === text) return key
  context.addIssue({ code: 'custom', message: 'names a file without 32 bytes in base64url' })
  return z.NEVER
})

/** One JWK, or a JWK Set (RFC 7517 section 5). */
const SealingKeys = z
  .union([PrivateSealingJwk, z.strictObject({ keys: z.array(PrivateSealingJwk).min(1).max(8) })])
  .transform((file) => ('keys' in file ? file.keys : [file]))

interface ProviderSettings {
  NODE_OIDC_ISSUER: string
  NODE_OIDC_AUDIENCE: string
  NODE_ALLOW_INSECURE_ISSUER: boolean
}

const providerOf = (env: ProviderSettings) => ({
  issuer: env.NODE_OIDC_ISSUER,
  audience: env.NODE_OIDC_AUDIENCE,
  allowInsecure: env.NODE_ALLOW_INSECURE_ISSUER,
})

interface SurvivorSettings {
  NODE_SURVIVOR_HOST: string
  NODE_SURVIVOR_PORT: number
  NODE_SURVIVOR_EXIT_TO: string
  NODE_SURVIVOR_TRIES_PER_MINUTE: number
  NODE_TIME_ZONE: string
  NODE_LANGUAGE: Language
}

const survivorOf = (env: SurvivorSettings, at: string) => ({
  http: { host: env.NODE_SURVIVOR_HOST, port: env.NODE_SURVIVOR_PORT },
  settings: {
    origin: at,
    exitTo: env.NODE_SURVIVOR_EXIT_TO,
    timeZone: env.NODE_TIME_ZONE,
    language: env.NODE_LANGUAGE,
    triesPerMinute: env.NODE_SURVIVOR_TRIES_PER_MINUTE,
  },
})

const Environment = z
  .object({
    NODE_ID: NodeId,
    NODE_HOST: z.string().default('127.0.0.1'),
    NODE_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
    /** Where staff and case systems reach this node; its description of the API names it. */
    NODE_ORIGIN: origin,
    NODE_DATABASE_URL: databaseUrl,
    NODE_HUB_ORIGIN: origin,
    NODE_DIRECTORY_FILE: secretFile,
    NODE_ROOT_KEY_FILE: jwkFile(SigningJwk),
    NODE_SIGNING_KEY_FILE: jwkFile(PrivateSigningJwk),
    NODE_TRANSPORT_KEY_FILE: jwkFile(PrivateSigningJwk),
    /** The key that the directory names, and those it replaced: mail to them may still come. */
    NODE_SEALING_KEY_FILE: jwkFile(SealingKeys),
    /** By which this node cosigns the log. */
    NODE_WITNESS_KEY_FILE: jwkFile(PrivateWitnessJwk),
    NODE_VAULT_KEY_FILE: vaultKeyFile,
    NODE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
    NODE_OIDC_AUDIENCE: z.string().min(1).max(200),
    /** As whom the pages sign people in there, and by which key they prove it. */
    NODE_OIDC_CLIENT_ID: z.string().min(1).max(200),
    NODE_OIDC_CLIENT_KEY_FILE: jwkFile(PrivateSigningJwk),
    /** The `acr` that stands for a second factor at this provider. */
    NODE_OIDC_STEP_UP_ACR: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    /** Whether the identity provider may be reached by plain http: on a development machine. */
    NODE_ALLOW_INSECURE_ISSUER: z.stringbool().default(false),
    /** How pages look and call themselves: a file with name, three colours, and a logo if any. */
    NODE_BRAND_FILE: brandFile.default(neutralBrand),
    /** At whose clock pages show times. */
    NODE_TIME_ZONE: z.string().refine(isTimeZone, { error: 'must be a time zone' }).default('UTC'),
    /** The number that pages name to call in danger. */
    NODE_EMERGENCY_NUMBER: z
      .string()
      .regex(/^[0-9]{2,15}$/)
      .default('112'),
    /** Of pages, for browsers that ask for none that we have. */
    NODE_LANGUAGE: Language.default('en'),
    /** Where pages are left to in a hurry; without it they are covered. */
    NODE_EXIT_TO: z.url({ protocol: /^https$/ }).optional(),
    /** Where survivors reach their own windows: never where staff do. Without it there are none. */
    NODE_SURVIVOR_ORIGIN: origin.optional(),
    NODE_SURVIVOR_HOST: z.string().default('127.0.0.1'),
    NODE_SURVIVOR_PORT: z.coerce.number().int().min(0).max(65_535).default(8082),
    /** Where her page is left to in a hurry: what anybody may be looking at. */
    NODE_SURVIVOR_EXIT_TO: z.url({ protocol: /^https$/ }).default('https://www.wikipedia.org/'),
    /** Codes that are nobody's and that one network address may try in a minute. */
    NODE_SURVIVOR_TRIES_PER_MINUTE: z.coerce.number().int().positive().default(30),
    /** Requests a second that one actor may make of this process. */
    NODE_REQUESTS_PER_SECOND: z.coerce.number().int().positive().default(100),
    /** How many times faster than real all waits run: for development, where days are seconds. */
    NODE_TIME_COMPRESSION: z.coerce.number().min(1).max(100_000).default(1),
    /** How staff are told that something waits; nobody is without the first. */
    NODE_MAIL_URL: mailUrl.optional(),
    NODE_MAIL_PASSWORD_FILE: secretFile.optional(),
    NODE_MAIL_FROM: mailAddress.optional(),
    QUEUE_URL: queueUrl,
  })
  .superRefine((env, context) => {
    const mistake = mailMistake(env, env)
    if (mistake) context.addIssue({ code: 'custom', ...mistake })
  })
  .refine((env) => env.NODE_ALLOW_INSECURE_ISSUER || env.NODE_OIDC_ISSUER.startsWith('https:'), {
    path: ['NODE_OIDC_ISSUER'],
    error: 'must be an https address',
  })
  .refine((env) => env.NODE_SURVIVOR_ORIGIN !== env.NODE_ORIGIN, {
    path: ['NODE_SURVIVOR_ORIGIN'],
    error: 'must be another one than NODE_ORIGIN',
  })
  .transform((env) => ({
    nodeId: env.NODE_ID,
    http: { host: env.NODE_HOST, port: env.NODE_PORT },
    origin: env.NODE_ORIGIN,
    hubOrigin: env.NODE_HUB_ORIGIN,
    databaseUrl: env.NODE_DATABASE_URL,
    requestsPerSecond: env.NODE_REQUESTS_PER_SECOND,
    pace: env.NODE_TIME_COMPRESSION,
    queueUrl: env.QUEUE_URL,
    directory: env.NODE_DIRECTORY_FILE,
    rootKey: env.NODE_ROOT_KEY_FILE,
    signingKey: env.NODE_SIGNING_KEY_FILE,
    transportKey: env.NODE_TRANSPORT_KEY_FILE,
    sealingKeys: env.NODE_SEALING_KEY_FILE,
    witnessKey: env.NODE_WITNESS_KEY_FILE,
    vaultKey: env.NODE_VAULT_KEY_FILE,
    mail: mailOf(env),
    staff: providerOf(env),
    pages: {
      ...providerOf(env),
      clientId: env.NODE_OIDC_CLIENT_ID,
      clientKey: env.NODE_OIDC_CLIENT_KEY_FILE,
      stepUpAcr: env.NODE_OIDC_STEP_UP_ACR,
    },
    pageSettings: {
      brand: env.NODE_BRAND_FILE,
      timeZone: env.NODE_TIME_ZONE,
      emergencyNumber: env.NODE_EMERGENCY_NUMBER,
      language: env.NODE_LANGUAGE,
      exitTo: env.NODE_EXIT_TO,
      windowOrigin: env.NODE_SURVIVOR_ORIGIN,
    },
    survivor:
      env.NODE_SURVIVOR_ORIGIN === undefined
        ? undefined
        : survivorOf(env, env.NODE_SURVIVOR_ORIGIN),
  }))

export type NodeConfig = z.infer<typeof Environment>

/** Called once, from `main.ts`. Throws `ConfigurationError` naming every setting to put right. */
export const readNodeConfig = (env: NodeJS.ProcessEnv): NodeConfig => readConfig(Environment, env)

const AuditEnvironment = z
  .object({ NODE_DATABASE_URL: databaseUrl })
  .transform((env) => ({ databaseUrl: env.NODE_DATABASE_URL }))

/** Called once, from `cli/verify-audit.ts`. Throws `ConfigurationError`. */
export const readAuditConfig = (env: NodeJS.ProcessEnv) => readConfig(AuditEnvironment, env)

const EvidenceEnvironment = z
  .object({
    NODE_ID: NodeId,
    NODE_DATABASE_URL: databaseUrl,
    NODE_HUB_ORIGIN: origin,
    NODE_DIRECTORY_FILE: secretFile,
    NODE_ROOT_KEY_FILE: jwkFile(SigningJwk),
    NODE_SIGNING_KEY_FILE: jwkFile(PrivateSigningJwk),
    NODE_TRANSPORT_KEY_FILE: jwkFile(PrivateSigningJwk),
  })
  .transform((env) => ({
    nodeId: env.NODE_ID,
    databaseUrl: env.NODE_DATABASE_URL,
    hubOrigin: env.NODE_HUB_ORIGIN,
    directory: env.NODE_DIRECTORY_FILE,
    rootKey: env.NODE_ROOT_KEY_FILE,
    signingKey: env.NODE_SIGNING_KEY_FILE,
    transportKey: env.NODE_TRANSPORT_KEY_FILE,
  }))

/** Called once, from `cli/export-evidence.ts`. Throws `ConfigurationError`. */
export const readEvidenceConfig = (env: NodeJS.ProcessEnv) => readConfig(EvidenceEnvironment, env)

const MigrationEnvironment = z
  .object({
    NODE_MIGRATION_DATABASE_URL: databaseUrl,
    NODE_APPLICATION_ROLE: z.string().min(1).max(63),
    QUEUE_URL: queueUrl,
  })
  .transform((env) => ({
    databaseUrl: env.NODE_MIGRATION_DATABASE_URL,
    applicationRole: env.NODE_APPLICATION_ROLE,
    queueUrl: env.QUEUE_URL,
  }))

/** Called once, from `cli/migrate.ts`. Throws `ConfigurationError`. */
export const readMigrationConfig = (env: NodeJS.ProcessEnv) => readConfig(MigrationEnvironment, env)
