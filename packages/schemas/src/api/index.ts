export * from './referrals.ts'
