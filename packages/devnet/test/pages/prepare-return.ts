import type { Her, TypedItem } from './her.ts'
import { sayCountry, sayLanguage } from './texts.ts'
import type { Worker } from './worker.ts'

/** Three of the services that she needs, as both sides name them. */
export const services = ['safe_housing', 'psychological_support', 'legal_aid'] as const

/** What she lets them have: enough to be met and looked after, and nothing of her story. */
const chosen = [
  'age_band',
  'gender',
  'spoken_languages',
  'risk_level',
  'full_name',
  'known_as',
  'birth_date',
  'nationality',
  'safe_phone',
  'contact_rules',
  'health_conditions',
  'medication',
  'risk_assessment',
  'safety_plan',
  'travel_notes',
] as const

const DAY = 86_400_000
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

/** First page: what she needs, and who could receive her, narrowed where there is a choice of countries. */
async function typeReturn({ page, say, hand, language }: Worker, to: Worker): Promise<void> {
  for (const service of services) {
    await hand.mark(say('field.services'), say(`service.${service}`))
  }
  if ((await page.getByLabel(say('field.country'), { exact: true }).count()) > 0) {
    await hand.pick(say('field.country'), sayCountry(language, to.node.id.toUpperCase()))
    await hand.press(say('send.find'))
  }
  await hand.mark(say('field.receiver'), to.node.organisations.receiving.name)
  await hand.type(say('field.arrival'), dayIn(2))
  await hand.mark(say('field.urgency'), say('send.urgency.normal'))
  await hand.press(say('send.save'))
}

const typeAll = async ({ say, hand }: Worker, { says }: Her, items: readonly TypedItem[]) => {
  for (const item of items) await hand.type(say(`field.${item}`), says[item])
}

/** Second page: what she heard first, who she is, and how she is reached. */
async function typePerson(worker: Worker, her: Her, to: Worker): Promise<void> {
  const { say, hand, language } = worker
  await hand.mark(say('field.heard_lang'), say('send.lang.ron'))
  await hand.mark(say('field.heard_how'), say('send.how.read_together'))
  await hand.mark(say('field.interpreter'), say('send.interpreter.in_person'))
  await typeAll(worker, her, ['known_as', 'full_name', 'birth_date'])
  await hand.mark(say('field.age_band'), say('choice.age_band.from_27_to_29'))
  await hand.mark(say('field.gender'), say('choice.gender.feminine'))
  await hand.pick(say('field.nationality'), sayCountry(language, to.node.id.toUpperCase()))
  await typeAll(worker, her, ['safe_phone', 'contact_rules'])
  await hand.mark(say('field.spoken_languages'), sayLanguage(language, 'ron'))
  await hand.press(say('send.save'))
}

/** Third page: the risk as the sender sees it, her decision, the journey, her health. */
async function typeSafety(worker: Worker, her: Her): Promise<void> {
  const { say, hand } = worker
  await hand.mark(say('field.risk_level'), say('choice.risk_level.medium'))
  await typeAll(worker, her, ['risk_assessment', 'safety_plan'])
  await hand.mark(say('field.return_kind'), say('choice.return_kind.own_choice'))
  await hand.mark(say('field.decision'), say('send.decision.yes'))
  await typeAll(worker, her, ['passport_held_by', 'travel_notes', 'dependants'])
  await hand.mark(say('field.fit_to_travel'), say('answer.yes'))
  await typeAll(worker, her, ['medication', 'health_conditions', 'allergies', 'access_needs'])
  await hand.press(say('send.save'))
}

/** Fourth page: she chooses, sees what goes and what stays, and says yes. */
async function agreeTogether({ say, hand }: Worker): Promise<void> {
  for (const item of chosen) await hand.mark(say('field.items'), say(`item.${item}`))
  await hand.mark(say('field.agree_lang'), say('send.lang.ron'))
  await hand.press(say('send.show'))
  await hand.mark(say('field.answer'), say('send.answer.given'))
  await hand.mark(say('field.agree_how'), say('send.how.read_together'))
  await hand.mark(say('field.agree_interpreter'), say('send.interpreter.in_person'))
  await hand.press(say('send.save'))
}

const reference = /[A-Za-z0-9]{8}/

/** From *New return* to the page of what was sent. Returns the reference that people call it by. */
export async function sendReturn(worker: Worker, her: Her, to: Worker): Promise<string> {
  const { say, hand, page } = worker
  await worker.open('/')
  await hand.follow(say('section.send'))
  await hand.press(say('send.new'))
  await typeReturn(worker, to)
  await typePerson(worker, her, to)
  await typeSafety(worker, her)
  await agreeTogether(worker)
  await hand.press(say('send.step.send'))
  const caption = await page.locator('main .cw-number').first().innerText()
  return reference.exec(caption)?.[0] ?? ''
}
