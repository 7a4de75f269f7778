import { readConfig, secretFile } from '@causeway/service-kit/config'
import { z } from 'zod'

/** Redis or Valkey; PostgreSQL carries the queue when it is left out. */
const queueUrl = z.url({ protocol: /^rediss?$/ }).optional()

const Environment = z
  .object({
    HUB_HOST: z.string().default('127.0.0.1'),
    HUB_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    /** Where nodes reach this hub; their request proofs name it. */
    HUB_ORIGIN: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
    HUB_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    HUB_DIRECTORY_FILE: secretFile,
    HUB_ROOT_KEY_FILE: secretFile,
    HUB_RECEIPT_KEY_FILE: secretFile,
    HUB_LOG_KEY_FILE: secretFile,
    /** Requests a second that one node may make of one process. */
    HUB_REQUESTS_PER_SECOND: z.coerce.number().int().positive().default(500),
    QUEUE_URL: queueUrl,
  })
  .transform((env) => ({
    http: { host: env.HUB_HOST, port: env.HUB_PORT },
    origin: env.HUB_ORIGIN,
    databaseUrl: env.HUB_DATABASE_URL,
    queueUrl: env.QUEUE_URL,
    directory: env.HUB_DIRECTORY_FILE,
    rootKey: env.HUB_ROOT_KEY_FILE,
    receiptKey: env.HUB_RECEIPT_KEY_FILE,
    logKey: env.HUB_LOG_KEY_FILE,
    requestsPerSecond: env.HUB_REQUESTS_PER_SECOND,
  }))

export type HubConfig = z.infer<typeof Environment>

/** Called once, from `main.ts`. Throws `ConfigurationError` naming every setting to put right. */
export const readHubConfig = (env: NodeJS.ProcessEnv): HubConfig => readConfig(Environment, env)

const MigrationEnvironment = z
  .object({
    HUB_MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    HUB_APPLICATION_ROLE: z.string().min(1).max(63),
    QUEUE_URL: queueUrl,
  })
  .transform((env) => ({
    databaseUrl: env.HUB_MIGRATION_DATABASE_URL,
    applicationRole: env.HUB_APPLICATION_ROLE,
    queueUrl: env.QUEUE_URL,
  }))

/** Called once, from `cli/migrate.ts`. Throws `ConfigurationError`. */
export const readMigrationConfig = (env: NodeJS.ProcessEnv) => readConfig(MigrationEnvironment, env)
