export {
  allowedItems,
  type DisclosureChoice,
  type DisclosureQuestion,
  disclosableItems,
  type Tier,
} from './evaluate.ts'
