import type { CtdcColumn } from './ctdc.ts'
import type { htcds } from './htcds.ts'
import type {
  ExploitationType,
  Gender,
  MeansOfControl,
  NoAnswer,
  RecruiterRelation,
  ServiceCode,
  StatusDecidedBy,
  TraffickingStatus,
} from './ours.ts'

type HtcdsList = keyof typeof htcds

/**
 * What one of our codes becomes in an export. `htcds: null` leaves the field empty. `note: true`:
 * the standard has nothing of the same meaning, so our own code goes into the note beside it.
 */
interface Target<List extends HtcdsList> {
  htcds: (typeof htcds)[List][number] | null
  ctdc: CtdcColumn | null
  note: boolean
}

type Mapping<Ours extends string, List extends HtcdsList> = Record<Ours, Target<List>>

const same = <Code, Column extends CtdcColumn | null>(code: Code, ctdc: Column) => ({
  htcds: code,
  ctdc,
  note: false,
})
const lossy = <Code, Column extends CtdcColumn | null>(code: Code, ctdc: Column) => ({
  htcds: code,
  ctdc,
  note: true,
})

export const meansOfControlMapping: Mapping<MeansOfControl, 'vic_MethodsOfControl'> = {
  threats: same('PhysicalThreats', 'meansOfControlThreats'),
  threat_of_law_enforcement: same('ThreatsLawEnforcement', 'meansOfControlThreatOfLawEnforcement'),
  threatens_children_or_family: same('ThreatensChildrenFamily', 'meansOfControlThreats'),
  uses_children: lossy('Other', 'meansOfControlUsesChildren'),
  restricts_movement: lossy('Other', 'meansOfControlRestrictsMovement'),
  debt_bondage: same('DebtBondage', 'meansOfControlDebtBondage'),
  takes_earnings: same('TakesEarnings', 'meansOfControlTakesEarnings'),
  restricts_financial_access: same(
    'RestrictsFinancialAccess',
    'meansOfControlRestrictsFinancialAccess',
  ),
  restricts_medical_care: same('RestrictsMedicalCare', 'meansOfControlRestrictsMedicalCare'),
  withholds_necessities: same('WithholdsNecessities', 'meansOfControlWithholdsNecessities'),
  withholds_documents: same('WithholdsDocuments', 'meansOfControlWithholdsDocuments'),
  excessive_working_hours: same('ExcessiveWorkingHours', 'meansOfControlExcessiveWorkingHours'),
  false_promises: same('FalsePromises', 'meansOfControlFalsePromises'),
  physical_abuse: same('PhysicalAbuse', 'meansOfControlPhysicalAbuse'),
  sexual_abuse: same('SexualAbuse', 'meansOfControlSexualAbuse'),
  psychological_abuse: same('PsychologicalAbuse', 'meansOfControlPsychologicalAbuse'),
  psychoactive_substances: same('PsychoactiveSubstance', 'meansOfControlPsychoactiveSubstances'),
  other: same('Other', 'meansOfControlOther'),
}

export const exploitationMapping: Mapping<ExploitationType, 'vic_TypeOfExploitation'> = {
  forced_labour: same('ForcedLabour', 'isForcedLabour'),
  sexual_exploitation: same('SexualExploitation', 'isSexualExploit'),
  forced_marriage: same('ForcedMarriage', 'isForcedMarriage'),
  servitude: same('Servitude', 'isSlaveryAndPractices'),
  organ_removal: same('OrganRemoval', 'isOrganRemoval'),
  forced_begging: same('ForcedBegging', 'typeOfLabourBegging'),
  forced_criminality: lossy('Other', 'typeOfLabourIllicitActivities'),
  child_labour: same('ChildLabour', 'isOtherExploit'),
  illegal_adoption: same('ForcedAdoption', 'isOtherExploit'),
  surrogacy: same('Surrogacy', 'isOtherExploit'),
  forced_military: same('ForcedMilitaryByNonStateActors', 'isForcedMilitary'),
  other: same('Other', 'isOtherExploit'),
}

export const recruiterMapping: Mapping<RecruiterRelation, 'vic_RelationshipToTrafficker'> = {
  intimate_partner: lossy('Familial', 'recruiterRelationIntimatePartner'),
  friend: same('Acquainted', 'recruiterRelationFriend'),
  family: same('Familial', 'recruiterRelationFamily'),
  other: same('Unaquainted', 'recruiterRelationOther'),
  unknown: same(null, 'recruiterRelationUnknown'),
}

export const genderMapping: Mapping<Gender, 'prs_Gender'> = {
  feminine: same('Feminine', 'gender'),
  masculine: same('Masculine', 'gender'),
  transgender_feminine: same('TransgenderFeminine', 'gender'),
  transgender_masculine: same('TransgenderMasculine', 'gender'),
  non_conforming: same('NonConforming', 'gender'),
}

/** `at_risk` persons leave a country without any trafficking label, hence without this field. */
export const traffickingStatusMapping: Mapping<TraffickingStatus, 'vic_TraffickingStatus'> = {
  potential: same('PossibleVictimOfTrafficking', null),
  presumed: lossy('PossibleVictimOfTrafficking', null),
  identified: same('ActualVictimOfTrafficking', null),
  at_risk: same(null, null),
}

export const decidedByMapping: Mapping<StatusDecidedBy, 'vic_TraffickingStatusDecisionMakingOrg'> =
  {
    police: same('Police', null),
    ngo: same('NGO', null),
    court_or_prosecution: same('CourtOrProsecution', null),
    other_government_body: same('NonPoliceGovernmentalOrganization', null),
    other: same('Other', null),
  }

/** The standard sorts support plans by field; ours name the service, so most lose by it. */
export const serviceMapping: Mapping<ServiceCode, 'spl_Type'> = {
  safe_housing: lossy('SocialCare', null),
  crisis_accommodation: lossy('SocialCare', null),
  medical_care: same('Health', null),
  psychological_support: lossy('Health', null),
  legal_aid: same('Legal', null),
  interpretation: lossy('SocialCare', null),
  transport: lossy('SocialCare', null),
  documents: lossy('Legal', null),
  financial_help: same('Financial', null),
  education_and_skills: same('Education', null),
  job_search: same('Livelihood', null),
  employer_screening: lossy('Livelihood', null),
  child_care: lossy('SocialCare', null),
  family_mediation: lossy('SocialCare', null),
  compensation_claim: lossy('Legal', null),
  witness_support: lossy('Legal', null),
  reintegration_grant: lossy('Financial', null),
  police_protection: lossy('SocialCare', null),
}

/** All three leave the field empty outside; which one it was stays on our side. */
export const noAnswerMapping: Record<NoAnswer, { htcds: null; ctdc: '-99' }> = {
  unknown: { htcds: null, ctdc: '-99' },
  not_asked: { htcds: null, ctdc: '-99' },
  declined_to_say: { htcds: null, ctdc: '-99' },
}
