import { Language, refuseField } from '@causeway/page-kit'
import { z } from 'zod'
import { isNear, pinFault } from '../../survivor/window-pin.ts'

/** What she types on the worker's page, with the worker looking away. */
export const WindowForm = z
  .strictObject({
    window_language: Language,
    window_pin_new: z.string(),
    window_pin_again: z.string(),
    window_duress: z.string().optional(),
    window_duress_again: z.string().optional(),
  })
  .superRefine((typed, context) => {
    const broken = (field: string, rule: string | undefined) =>
      rule && refuseField(context, field, rule)
    const { window_pin_new: pin, window_duress: duress } = typed
    broken('window_pin_new', pinFault(pin))
    broken('window_pin_again', differs(pin, typed.window_pin_again))
    if (duress !== undefined) {
      broken('window_duress', pinFault(duress) ?? (isNear(pin, duress) ? 'near' : undefined))
    }
    broken('window_duress_again', differs(duress, typed.window_duress_again))
  })
  .transform((typed) => ({
    language: typed.window_language,
    pin: typed.window_pin_new,
    duressPin: typed.window_duress,
  }))

const differs = (one: string | undefined, other: string | undefined) =>
  one === other ? undefined : 'different'
