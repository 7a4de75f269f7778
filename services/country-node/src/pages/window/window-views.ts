import { defineView, type Form, type Language } from '@causeway/page-kit'
import type { Svg } from '@causeway/page-kit/pictures'

export const setupView = defineView<{
  form: Form
  languages: readonly Language[]
  action: string
  closeAction: string
  backHref: string
  /** Since when she has one that opens. */
  since?: string | undefined
  /** She had one, and nothing opens it any more. */
  isClosed: boolean
}>('survivor/setup')

export const slipView = defineView<{
  backHref: string
  address: string
  /** There this once; the QR code holds both. */
  code?: string | undefined
  qr?: Svg | undefined
}>('survivor/slip')
