import { z } from 'zod'

/** Codes of the way from acceptance to the end of a referral. */

export const TravelMode = z.enum(['train', 'coach', 'car', 'plane', 'ferry', 'on_foot'])
export type TravelMode = z.infer<typeof TravelMode>

/** Whether she spoke with her new worker before she left. */
export const WarmHandover = z.enum(['done', 'refused_by_her'])
export type WarmHandover = z.infer<typeof WarmHandover>

/** ISO 639-2/T of the lists of meeting words. */
export const MeetingLanguage = z.enum(['eng', 'ron', 'nld', 'deu'])
export type MeetingLanguage = z.infer<typeof MeetingLanguage>

/** What became of the meeting words when she was met; forgotten words never leave her standing. */
export const WordsOutcome = z.enum(['matched', 'forgotten', 'known_to_meeter', 'not_used'])
export type WordsOutcome = z.infer<typeof WordsOutcome>

/** How she came to be met. */
export const ArrivalKind = z.enum(['by_plan', 'travelled_alone', 'already_there'])
export type ArrivalKind = z.infer<typeof ArrivalKind>

/** Why a plan does not hold any more, though nobody is missing. */
export const TravelChange = z.enum(['delayed', 'cancelled', 'change_of_mind'])
export type TravelChange = z.infer<typeof TravelChange>

/** How a referral ended in care, or after a person chose another way. */
export const Outcome = z.enum([
  'in_care',
  'services_completed',
  'self_reliant',
  'moved_on',
  'left_care',
  'chose_other_path',
  're_referred',
  're_trafficked',
  'deceased',
  'unknown',
])
export type Outcome = z.infer<typeof Outcome>

/** When somebody asks after her once she is in care. */
export const FollowUpStep = z.enum([
  'next_day',
  'one_week',
  'one_month',
  'three_months',
  'six_months',
])
export type FollowUpStep = z.infer<typeof FollowUpStep>

/** Questions between workers, the closed list first; `other` needs words. */
export const QuestionCode = z.enum([
  'arrival_date',
  'services_needed',
  'interpreter',
  'travel_party',
  'medical_needs',
  'safety_of_place',
  'documents',
  'funding',
  'other',
])
export type QuestionCode = z.infer<typeof QuestionCode>

/** In what form something was told. */
export const TellingForm = z.enum([
  'conversation',
  'written',
  'document',
  'volunteered',
  'statutory_interview',
])
export type TellingForm = z.infer<typeof TellingForm>

/** GDPR article 6(1), by its letter. */
export const LawfulBasis = z.enum(['a', 'b', 'c', 'd', 'e', 'f'])
export type LawfulBasis = z.infer<typeof LawfulBasis>

/** GDPR article 9(2), by its letter. */
export const SpecialCondition = z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
export type SpecialCondition = z.infer<typeof SpecialCondition>
