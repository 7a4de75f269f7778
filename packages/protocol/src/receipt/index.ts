export { type ReceiptSigner, signReceipt, verifyReceipt } from './receipt.ts'
export { receiptSigners } from './signers.ts'
