import { describe, expect, test } from 'vitest'
import { ctdcAgeBroad, ctdcColumns, ctdcMissing, shortCtdcColumn } from './ctdc.ts'
import { htcds, htcdsReference } from './htcds.ts'
import { htcdsLong } from './htcds-long.ts'
import * as mapping from './mapping.ts'
import * as ours from './ours.ts'

const mapped = [
  ['vic_MethodsOfControl', ours.MeansOfControl, mapping.meansOfControlMapping],
  ['vic_TypeOfExploitation', ours.ExploitationType, mapping.exploitationMapping],
  ['vic_RelationshipToTrafficker', ours.RecruiterRelation, mapping.recruiterMapping],
  ['prs_Gender', ours.Gender, mapping.genderMapping],
  ['vic_TraffickingStatus', ours.TraffickingStatus, mapping.traffickingStatusMapping],
  ['vic_TraffickingStatusDecisionMakingOrg', ours.StatusDecidedBy, mapping.decidedByMapping],
  ['spl_Type', ours.ServiceCode, mapping.serviceMapping],
] as const

describe('what our codes become in an export', () => {
  test.each(mapped)(
    '%s: every code of ours has a row, and every target exists',
    (list, codes, rows) => {
      expect(Object.keys(rows).toSorted()).toEqual(codes.options.toSorted())
      for (const { htcds: target, ctdc } of Object.values(rows)) {
        if (target !== null) expect(htcds[list]).toContain(target)
        if (ctdc !== null) expect(ctdcColumns).toContain(ctdc)
      }
    },
  )

  test('what the standard lacks becomes Other and keeps our own code in a note', () => {
    const { meansOfControlMapping, exploitationMapping } = mapping
    const lacking = { htcds: 'Other', note: true }
    expect(meansOfControlMapping.restricts_movement).toMatchObject(lacking)
    expect(meansOfControlMapping.uses_children).toMatchObject(lacking)
    expect(exploitationMapping.forced_criminality).toMatchObject(lacking)
    expect(exploitationMapping.other).toMatchObject({ htcds: 'Other', note: false })
  })

  test('a person at risk leaves without a trafficking label', () => {
    expect(mapping.traffickingStatusMapping.at_risk.htcds).toBeNull()
  })

  test('the three ways of having no answer stay apart on our side and are empty outside', () => {
    expect(Object.keys(mapping.noAnswerMapping)).toEqual(ours.NoAnswer.options)
    expect(ours.NoAnswer.options).toHaveLength(3)
    for (const row of Object.values(mapping.noAnswerMapping)) {
      expect(row).toEqual({ htcds: null, ctdc: ctdcMissing.answer })
    }
  })
})

describe('the lists of the standard', () => {
  test('have the published length and no code twice', () => {
    const all = { ...htcds, ...htcdsReference, ...htcdsLong }
    for (const codes of Object.values(all)) expect(new Set(codes).size).toBe(codes.length)
    expect(htcds.vic_MethodsOfControl).toHaveLength(16)
    expect(htcds.vic_TypeOfExploitation).toHaveLength(11)
    expect(htcds.spl_Type).toHaveLength(9)
    expect(htcdsReference.per_RoleInProcess).toHaveLength(15)
    expect(htcdsLong.vic_ForcedLabourIndustry).toHaveLength(21)
  })

  test('our age bands are those of CTDC, and its later editions cut long names', () => {
    expect(ctdcAgeBroad).toHaveLength(ours.AgeBand.options.length)
    expect(shortCtdcColumn('meansOfControlThreatOfLawEnforcement')).toBe(
      'meansOfControlThreatOfLawEnforce',
    )
  })
})
