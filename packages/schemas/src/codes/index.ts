export * from './ours.ts'
