import { integratorToken, reasonOf, signIn } from '@causeway/devnet'

const [issuer, user, password] = process.argv.slice(2)
if (!issuer || !user || !password) {
  console.error('Usage: npm run --silent token -- ISSUER USER PASSWORD, as npm start prints them')
  process.exit(2)
}
const resource = `urn:causeway:node:${user.slice(0, 2)}`
try {
  console.log(await tokenFor(user, password, { issuer, resource }))
} catch (error) {
  console.error(`No token: ${reasonOf(error)}`)
  process.exitCode = 1
}

/** A case system signs in with its own secret, a person through the provider's pages. */
async function tokenFor(name: string, secret: string, at: { issuer: string; resource: string }) {
  if (name.endsWith('-system')) return integratorToken({ ...at, clientId: name, secret })
  return (await signIn({ ...at, user: name, password: secret })).accessToken()
}
