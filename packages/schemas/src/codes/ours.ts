import { z } from 'zod'

/**
 * The network's own codes: a superset of HTCDS 2.0 that is never renamed. What each one becomes in
 * an HTCDS or CTDC export stands in `mapping.ts`.
 */

/** Three ways of having no answer; whether to ask again depends on which one it is. */
export const NoAnswer = z.enum(['unknown', 'not_asked', 'declined_to_say'])
export type NoAnswer = z.infer<typeof NoAnswer>

export const Role = z.enum([
  'case_worker',
  'intake_worker',
  'duty_worker',
  'supervisor',
  'police_liaison',
  'focal_point',
  'data_protection_officer',
  'node_administrator',
  'integrator',
])
export type Role = z.infer<typeof Role>

export const ServiceCode = z.enum([
  'safe_housing',
  'crisis_accommodation',
  'medical_care',
  'psychological_support',
  'legal_aid',
  'interpretation',
  'transport',
  'documents',
  'financial_help',
  'education_and_skills',
  'job_search',
  'employer_screening',
  'child_care',
  'family_mediation',
  'compensation_claim',
  'witness_support',
  'reintegration_grant',
  'police_protection',
])
export type ServiceCode = z.infer<typeof ServiceCode>

/** Why a referral is made. `return` is a repatriation; `onward` leads to a third country. */
export const Purpose = z.enum(['return', 'onward', 'support'])
export type Purpose = z.infer<typeof Purpose>

export const Urgency = z.enum(['emergency', 'urgent', 'normal'])
export type Urgency = z.infer<typeof Urgency>

export const DeclineReason = z.enum([
  'no_capacity',
  'out_of_mandate',
  'not_safe_here',
  'conflict_of_interest',
  'person_not_eligible',
  'other',
])
export type DeclineReason = z.infer<typeof DeclineReason>

/** Bands of the CTDC data set (`ageBroad`). */
export const AgeBand = z.enum([
  'from_0_to_8',
  'from_9_to_17',
  'from_18_to_20',
  'from_21_to_23',
  'from_24_to_26',
  'from_27_to_29',
  'from_30_to_38',
  'from_39_to_47',
  'from_48',
])
export type AgeBand = z.infer<typeof AgeBand>

export const Gender = z.enum([
  'feminine',
  'masculine',
  'transgender_feminine',
  'transgender_masculine',
  'non_conforming',
])
export type Gender = z.infer<typeof Gender>

/** `at_risk` persons travel without any trafficking label. */
export const TraffickingStatus = z.enum(['potential', 'presumed', 'identified', 'at_risk'])
export type TraffickingStatus = z.infer<typeof TraffickingStatus>

export const StatusDecidedBy = z.enum([
  'police',
  'ngo',
  'court_or_prosecution',
  'other_government_body',
  'other',
])
export type StatusDecidedBy = z.infer<typeof StatusDecidedBy>

export const RiskLevel = z.enum(['low', 'medium', 'high'])
export type RiskLevel = z.infer<typeof RiskLevel>

export const ReturnKind = z.enum(['own_choice', 'assisted', 'ordered'])
export type ReturnKind = z.infer<typeof ReturnKind>

/** Who interpreted is never recorded, only how. */
export const InterpreterMode = z.enum(['none_needed', 'in_person', 'telephone', 'video'])
export type InterpreterMode = z.infer<typeof InterpreterMode>

/** Who may not interpret for her, or how it must not be done. */
export const InterpreterConstraint = z.enum([
  'woman_only',
  'man_only',
  'not_of_own_community',
  'not_by_telephone',
  'not_by_video',
  'sign_language',
])
export type InterpreterConstraint = z.infer<typeof InterpreterConstraint>

/** How an agreement was explained. */
export const ExplainedHow = z.enum(['read_together', 'spoken', 'easy_read', 'sign_language'])
export type ExplainedHow = z.infer<typeof ExplainedHow>

export const ExploitationType = z.enum([
  'forced_labour',
  'sexual_exploitation',
  'forced_marriage',
  'servitude',
  'organ_removal',
  'forced_begging',
  'forced_criminality',
  'child_labour',
  'illegal_adoption',
  'surrogacy',
  'forced_military',
  'other',
])
export type ExploitationType = z.infer<typeof ExploitationType>

export const MeansOfControl = z.enum([
  'threats',
  'threat_of_law_enforcement',
  'threatens_children_or_family',
  'uses_children',
  'restricts_movement',
  'debt_bondage',
  'takes_earnings',
  'restricts_financial_access',
  'restricts_medical_care',
  'withholds_necessities',
  'withholds_documents',
  'excessive_working_hours',
  'false_promises',
  'physical_abuse',
  'sexual_abuse',
  'psychological_abuse',
  'psychoactive_substances',
  'other',
])
export type MeansOfControl = z.infer<typeof MeansOfControl>

export const RecruiterRelation = z.enum([
  'intimate_partner',
  'friend',
  'family',
  'other',
  'unknown',
])
export type RecruiterRelation = z.infer<typeof RecruiterRelation>
