/** Columns of the CTDC global data set (April 2020 edition) that our codes are exported to. */
export const ctdcColumns = [
  'gender',
  'ageBroad',
  'meansOfControlDebtBondage',
  'meansOfControlTakesEarnings',
  'meansOfControlRestrictsFinancialAccess',
  'meansOfControlThreats',
  'meansOfControlPsychologicalAbuse',
  'meansOfControlPhysicalAbuse',
  'meansOfControlSexualAbuse',
  'meansOfControlFalsePromises',
  'meansOfControlPsychoactiveSubstances',
  'meansOfControlRestrictsMovement',
  'meansOfControlRestrictsMedicalCare',
  'meansOfControlExcessiveWorkingHours',
  'meansOfControlUsesChildren',
  'meansOfControlThreatOfLawEnforcement',
  'meansOfControlWithholdsNecessities',
  'meansOfControlWithholdsDocuments',
  'meansOfControlOther',
  'meansOfControlNotSpecified',
  'isForcedLabour',
  'isSexualExploit',
  'isOtherExploit',
  'isForcedMarriage',
  'isForcedMilitary',
  'isOrganRemoval',
  'isSlaveryAndPractices',
  'typeOfLabourBegging',
  'typeOfLabourIllicitActivities',
  'recruiterRelationIntimatePartner',
  'recruiterRelationFriend',
  'recruiterRelationFamily',
  'recruiterRelationOther',
  'recruiterRelationUnknown',
] as const
export type CtdcColumn = (typeof ctdcColumns)[number]

/** How CTDC writes that there is no answer, and a country left out for the sake of privacy. */
export const ctdcMissing = { answer: '-99', country: '00' } as const

/** Later editions of the data set cut column names to 32 characters. */
export const shortCtdcColumn = (column: CtdcColumn): string => column.slice(0, 32)

/** Bands of `ageBroad` as the data set spells them. */
export const ctdcAgeBroad = [
  '0-8',
  '9-17',
  '18-20',
  '21-23',
  '24-26',
  '27-29',
  '30-38',
  '39-47',
  '48+',
] as const
