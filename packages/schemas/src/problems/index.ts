export { apiProblems } from './api-problems.ts'
export { hubProblems } from './hub-problems.ts'
export {
  type ApiProblemCode,
  type Fault,
  type HubProblemCode,
  Problem,
  type ProblemCode,
  problemDetails,
  problems,
} from './problem.ts'
export { Refusal, type SealedProblemCode } from './refusal.ts'
export { sealedProblems } from './sealed-problems.ts'
