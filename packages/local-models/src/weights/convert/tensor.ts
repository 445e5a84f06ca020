/** Constant numbers with a shape; row-major. */
export type Tensor =
  | { type: 'float32'; shape: readonly number[]; data: Float32Array }
  | { type: 'int32'; shape: readonly number[]; data: Int32Array }
  | { type: 'int64'; shape: readonly number[]; data: BigInt64Array };

export function floats(values: ArrayLike<number>, shape?: readonly number[]): Tensor {
  return { type: 'float32', shape: shape ?? [values.length], data: Float32Array.from(values) };
}

export function integers(values: readonly number[], shape?: readonly number[]): Tensor {
  const data = BigInt64Array.from(values, (value) => BigInt(value));
  return { type: 'int64', shape: shape ?? [values.length], data };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Reorders the axes of a float tensor: axis `i` of the result is axis `order[i]` of the input. */
export function transpose(tensor: Tensor, order: readonly number[]): Tensor {
  const source = toFloats(tensor);
  const shape = order.map((axis) => tensor.shape[axis] ?? 1);
  const sourceStrides = strides(tensor.shape);
  const stepOf = order.map((axis) => sourceStrides[axis] ?? 0);
  const data = new Float32Array(source.length);
  const position = shape.map(() => 0);
  let offset = 0;
  for (let index = 0; index < data.length; index += 1) {
    data[index] = source[offset] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const next = (position[axis] ?? 0) + 1;
      offset += stepOf[axis] ?? 0;
      if (next < (shape[axis] ?? 0)) {
        position[axis] = next;
        break;
      }
      position[axis] = 0;
      offset -= (stepOf[axis] ?? 0) * next;
    }
  }
  return { type: 'float32', shape, data };
}

export function reshape(tensor: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== sizeOf(tensor.shape)) {
    throw new Error(`A tensor of ${tensor.shape.join('x')} cannot become ${shape.join('x')}.`);
  }
  return { ...tensor, shape };
}

export function toFloats(tensor: Tensor): Float32Array {
  if (tensor.type !== 'float32') throw new Error(`Expected a float tensor, got ${tensor.type}.`);
  return tensor.data;
}

export function toNumbers(tensor: Tensor): number[] {
  return Array.from(tensor.data, Number);
}

function strides(shape: readonly number[]): number[] {
  const result = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
    result[axis] = (result[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return result;
}
