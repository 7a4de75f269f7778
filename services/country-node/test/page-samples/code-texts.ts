import {
  AgeBand,
  ExploitationType,
  Gender,
  InterpreterConstraint,
  MeansOfControl,
  QuestionCode,
  ReturnKind,
  RiskLevel,
  Role,
  ServiceCode,
  StatusDecidedBy,
  TraffickingStatus,
  TravelMode,
  Urgency,
} from '@causeway/schemas/codes'
import { Category, ItemCode } from '@causeway/schemas/record'
import { Flag, PageStatus } from '../../src/pages/page-status.ts'
import { WhyNot } from '../../src/pages/why-not.ts'

export const all = (prefix: string, codes: readonly string[]): string[] =>
  codes.map((code) => prefix + code)

/** Codes that are called the same on every page. */
export const codeTexts = [
  ...all('status.', PageStatus.options),
  ...all('flag.', Flag.options),
  ...all('urgency.', Urgency.options),
  ...all('service.', ServiceCode.options),
  ...all('group.', Category.options),
  ...all('item.', ItemCode.options),
  ...all('why.', WhyNot.options),
  ...all('question.', QuestionCode.options),
  ...all('travel_mode.', TravelMode.options),
  ...all(
    'role.',
    Role.options.filter((role) => role !== 'integrator'),
  ),
  ...all('choice.age_band.', AgeBand.options),
  ...all('choice.gender.', Gender.options),
  ...all('choice.risk_level.', RiskLevel.options),
  ...all('choice.return_kind.', ReturnKind.options),
  ...all('choice.interpreter_constraints.', InterpreterConstraint.options),
  ...all('choice.trafficking_status.', TraffickingStatus.options),
  ...all('choice.status_decided_by.', StatusDecidedBy.options),
  ...all('choice.exploitation_type.', ExploitationType.options),
  ...all('choice.means_of_control.', MeansOfControl.options),
]
