import { type Created, receiverOf, type Step } from '../story.ts'
import { agreementFor } from '../synthetic-agreement.ts'
import { agreedItems } from '../synthetic-person.ts'

/** She hears what becomes of her words, and tells them once. */
export const recordPerson: Step = {
  name: 'record_person',
  async take(story) {
    const { sender, person, home } = story
    const { id } = await sender.post<Created>('/people', {
      items: person.entries,
      heard: {
        notice: 'before_you_tell',
        version: 1,
        lang: 'eng',
        how: 'read_together',
        interpreter: 'none_needed',
      },
    })
    story.personId = id
    return `A case worker of "${home.organisations.supporting.name}" says first who will see what she tells; then records it, once.`
  },
}

export const agree: Step = {
  name: 'agree',
  async take(story) {
    const { sender, personId, destination } = story
    const { id } = await sender.post<Created>(
      `/people/${personId}/agreements`,
      agreementFor(receiverOf(story), 'return', agreedItems),
    )
    story.agreement = id
    return `Together they agree what "${destination.organisations.receiving.name}" may see: ${agreedItems.length} items, for her return, for 90 days. The story itself is not among them.`
  },
}
