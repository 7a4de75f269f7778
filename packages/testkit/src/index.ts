export { throwAwayDatabase, throwAwayServiceDatabase } from './database.ts'
