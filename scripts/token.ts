import { reasonOf, signIn } from '@causeway/devnet'

const [issuer, user, password] = process.argv.slice(2)
if (!issuer || !user || !password) {
  console.error('Usage: npm run --silent token -- ISSUER USER PASSWORD, as npm start prints them')
  process.exit(2)
}
const resource = `urn:causeway:node:${user.slice(0, 2)}`
try {
  const { accessToken } = await signIn({ issuer, user, password, resource })
  console.log(await accessToken())
} catch (error) {
  console.error(`No token: ${reasonOf(error)}`)
  process.exitCode = 1
}
