import type { AgreementsTables } from './tables/agreements-tables.ts'
import type { DeadlinesTables } from './tables/deadlines-tables.ts'
import type { ExchangeTables } from './tables/exchange-tables.ts'
import type { MailTables } from './tables/mail-tables.ts'
import type { PeopleTables } from './tables/people-tables.ts'
import type { RecordsTables } from './tables/records-tables.ts'
import type { ReferralsTables } from './tables/referrals-tables.ts'
import type { StaffTables } from './tables/staff-tables.ts'
import type { WindowTables } from './tables/window-tables.ts'

/** `bigint` columns arrive as numbers (the pool's type parser refuses unsafe ones). */
export interface Database
  extends AgreementsTables,
    DeadlinesTables,
    ExchangeTables,
    MailTables,
    PeopleTables,
    RecordsTables,
    ReferralsTables,
    StaffTables,
    WindowTables {}
