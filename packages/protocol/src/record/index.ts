export { hashBody, readBody, writeBody } from './body.ts'
export {
  type Addressing,
  fitsEnvelope,
  openContent,
  sealContent,
} from './content.ts'
export { signGrant, verifyGrant } from './grant.ts'
