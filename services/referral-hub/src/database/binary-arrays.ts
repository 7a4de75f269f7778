/*
 * Arrays as PostgreSQL sends them itself (array_send): number of dimensions, whether there are nulls,
 * type of the elements, length, lower bound, then each element behind its length; all big-endian.
 * `pg` hands a Buffer over as it is. Written as text, every character of a ciphertext would be looked
 * at twice, here to be escaped and there to be read.
 */

/** Object ids in pg_type, the same in every PostgreSQL. */
const BYTEA = 17
const INT8 = 20
const TEXT = 25

const HEAD = 20

export const textArray = (texts: readonly string[]): Buffer =>
  arrayOf(TEXT, texts, Buffer.byteLength, (array, text, at) => array.write(text, at))

export const byteaArray = (values: readonly Buffer[]): Buffer =>
  arrayOf(
    BYTEA,
    values,
    (value) => value.length,
    (array, value, at) => value.copy(array, at),
  )

export const bigintArray = (values: readonly number[]): Buffer =>
  arrayOf(
    INT8,
    values,
    () => 8,
    (array, value, at) => array.writeBigInt64BE(BigInt(value), at),
  )

function arrayOf<Value>(
  type: number,
  values: readonly Value[],
  lengthOf: (value: Value) => number,
  write: (array: Buffer, value: Value, at: number) => void,
): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + lengthOf(value), HEAD)
  const array = Buffer.allocUnsafe(size)
  for (const [index, word] of [1, 0, type, values.length, 1].entries()) {
    array.writeInt32BE(word, index * 4)
  }
  let at = HEAD
  for (const value of values) {
    const length = lengthOf(value)
    array.writeInt32BE(length, at)
    write(array, value, at + 4)
    at += 4 + length
  }
  return array
}
