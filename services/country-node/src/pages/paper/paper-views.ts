import { defineView } from '@causeway/page-kit'

/** Papers about one handover, for her: none is shown here, each opens by itself. */
export const papersView = defineView<{
  handoverHref: string
  agreements: readonly { said: string; at: string; copyHref: string; receiptHref: string }[]
  /** There while somebody is to meet her. */
  cardHref?: string | undefined
}>('paper/papers')
