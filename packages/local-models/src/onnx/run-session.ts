import type { InferenceSession } from 'onnxruntime-node';

export interface FloatTensor {
  data: Float32Array;
  dims: readonly number[];
}

/** Runs a net with one float input; gives its outputs by name. */
export async function runSession(
  session: InferenceSession,
  input: FloatTensor,
): Promise<(output: string) => Float32Array> {
  const { Tensor } = await import('onnxruntime-node');
  const [name = ''] = session.inputNames;
  const outputs = await session.run({ [name]: new Tensor('float32', input.data, input.dims) });
  return (output) => {
    const data = outputs[output]?.data;
    if (data instanceof Float32Array) return data;
    throw new Error(`The net has no float output "${output}".`);
  };
}
