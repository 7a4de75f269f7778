import { defineView, type Form, type Language } from '@causeway/page-kit'
import type { Category } from '@causeway/schemas/record'
import type { Handover, WindowModel } from './window-model.ts'

/** Code and PIN. That they opened nothing is the form's one fault, and not why. */
export const enterView = defineView<{
  /** What the form carries before there is a session. */
  token: string
  form: Form
  languages: readonly { code: Language; name: string; isCurrent: boolean }[]
}>('survivor/enter')

/** An organisation as it is called on her page. */
interface Named {
  to: string
}

export const pageView = defineView<{
  handovers: readonly (Pick<Handover, 'stands' | 'pausedBy' | 'isAsked'> &
    Named & { pauseHref?: string | undefined; resumeHref?: string | undefined })[]
  went: readonly (Omit<WindowModel['went'][number], 'to'> & Named)[]
  agreed: readonly (Omit<WindowModel['agreed'][number], 'to' | 'groups'> &
    Named & {
      groups: readonly {
        group: Category
        isStopped: boolean
        stopHref?: string | undefined
      }[]
    })[]
  refused: readonly (Omit<WindowModel['refused'][number], 'to'> & Named)[]
  stops: readonly (Omit<WindowModel['stops'][number], 'recipients'> & {
    recipients: readonly (Named & { hasAnswered: boolean })[]
  })[]
  stopHref?: string | undefined
}>('survivor/page')

/** What happens when she says yes, before she does. */
export const actView = defineView<{
  form: Form
  act: 'pause' | 'resume' | 'stop' | 'stop_group'
  action: string
  to?: string | undefined
  group?: Category | undefined
}>('survivor/act')

/** Why a page is not shown, in words that fit any page. */
export const plainProblemView = defineView<{
  problem: 'gone' | 'later' | 'again'
  goOn: string
}>('survivor/problem')
