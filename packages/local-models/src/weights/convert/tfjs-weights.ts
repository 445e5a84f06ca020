import { z } from 'zod';
import { sizeOf, type Tensor } from './tensor.ts';

export const weightEntrySchema = z.object({
  name: z.string(),
  shape: z.array(z.number()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z
    .object({
      dtype: z.enum(['uint8', 'uint16', 'float16']),
      scale: z.number().optional(),
      min: z.number().optional(),
    })
    .optional(),
});

export type WeightEntry = z.infer<typeof weightEntrySchema>;

const storedSizes = { float32: 4, int32: 4, uint8: 1, uint16: 2, float16: 2 } as const;

/** Reads the tensors that lie one after the other in the shards of a TensorFlow.js weight group. */
export function decodeWeights(
  entries: readonly WeightEntry[],
  bytes: Uint8Array,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  for (const entry of entries) {
    const count = sizeOf(entry.shape);
    const sizeBytes = count * storedSizes[entry.quantization?.dtype ?? entry.dtype];
    if (offset + sizeBytes > bytes.length) {
      throw new Error(`The shards end before the weight "${entry.name}".`);
    }
    const read = numberReader(entry, view, offset);
    tensors.set(entry.name, makeTensor(entry, count, read));
    offset += sizeBytes;
  }
  if (offset !== bytes.length) {
    throw new Error(`The shards hold ${bytes.length} bytes, the manifest names ${offset}.`);
  }
  return tensors;
}

function makeTensor(entry: WeightEntry, count: number, read: (index: number) => number): Tensor {
  const { shape } = entry;
  if (entry.dtype === 'float32') {
    const data = new Float32Array(count);
    for (let index = 0; index < count; index += 1) data[index] = read(index);
    return { type: 'float32', shape, data };
  }
  const data = new Int32Array(count);
  for (let index = 0; index < count; index += 1) data[index] = Math.round(read(index));
  return { type: 'int32', shape, data };
}

function numberReader(
  entry: WeightEntry,
  view: DataView,
  start: number,
): (index: number) => number {
  const { quantization } = entry;
  if (quantization === undefined) {
    return entry.dtype === 'float32'
      ? (index) => view.getFloat32(start + index * 4, true)
      : (index) => view.getInt32(start + index * 4, true);
  }
  if (quantization.dtype === 'float16') {
    return (index) => halfToNumber(view.getUint16(start + index * 2, true));
  }
  const { scale = 1, min = 0 } = quantization;
  return quantization.dtype === 'uint8'
    ? (index) => view.getUint8(start + index) * scale + min
    : (index) => view.getUint16(start + index * 2, true) * scale + min;
}

/** The number that an IEEE 754 half-precision pattern stands for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
