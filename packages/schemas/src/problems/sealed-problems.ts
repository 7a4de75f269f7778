/**
 * Why a receiving node refused an envelope that its sender had signed. These codes travel only
 * inside the seal, in a `rejected` receipt, so that the hub does not learn them.
 */
export const sealedProblems = {
  format: { title: 'The envelope or its ciphertext is not in its canonical form' },
  malleable: { title: 'A signature is not in its canonical form' },
  key: { title: 'The key that signed is unknown, not valid now, or not for this use' },
  signature: { title: 'The signature of the envelope does not verify' },
  recipient: { title: 'The envelope is addressed to another node' },
  time: { title: 'The envelope is outside its time of validity' },
  replay: { title: 'The id of this envelope was already used' },
  digest: { title: 'The ciphertext is not the one the envelope was signed over' },
  decrypt: { title: 'The ciphertext cannot be opened' },
  schema: { title: 'The content does not have the form the protocol asks for' },
  rewrapped: { title: 'The content was sealed for another envelope' },
  commit: { title: 'The content is not what the envelope committed to' },
  event_signature: { title: 'An event inside is not signed by the sending node' },
  chain: { title: 'An event or a record does not continue the chain it belongs to' },
  state: { title: 'The event is not possible in this referral' },
  body: { title: 'The body is not the one the event was signed over' },
  record_signature: { title: 'A record is not signed by the node that it names as its issuer' },
  disclosure: { title: 'A disclosure is not one of the record, or not of the known form' },
  record_superseded: { title: 'The record was replaced by a newer revision of it' },
  key_binding: { title: 'A presentation is not made by this custodian for this message' },
  consent: { title: 'An item is not covered by an agreement in force' },
  policy: { title: 'The disclosure exceeds what the policy allows' },
} as const
