import { randomUUID } from 'node:crypto'
import { type Form, showForm } from '@causeway/page-kit'

/** A form that nobody has sent yet, with what is known already; its key is a new one each time. */
export const freshForm = (values: Form['values'] = {}): Form => showForm(randomUUID(), values)
