import { z } from 'zod';
import type { Attribute } from './onnx-graph.ts';
import type { TensorflowNode } from './tensorflow-node.ts';

const listSchema = z.object({ list: z.object({ i: z.array(z.coerce.number()).default([]) }) });
const textListSchema = z.object({ list: z.object({ s: z.array(z.string()).default([]) }) });

/** The attributes of a TensorFlow node that the translators ask for, read when asked. */
export interface NodeAttributes {
  /** Down and right. */
  readonly strides: readonly number[];
  /** Rows and columns. */
  readonly kernelSize: readonly number[];
  readonly fusedOperations: readonly string[];
  readonly hasHalfPixelCenters: boolean;
  /** Attributes of an ONNX node that moves a window of this size. */
  window(kernelSize: readonly number[]): Record<string, Attribute>;
}

export function readAttributes(node: TensorflowNode): NodeAttributes {
  const { attr, name } = node;
  const heightAndWidth = (key: string): number[] => {
    const { i: values } = listSchema.parse(attr[key]).list;
    if (values.length !== 4) throw new Error(`"${name}": "${key}" needs four numbers.`);
    return values.slice(1, 3);
  };
  const text = (key: string): string => decode(z.object({ s: z.string() }).parse(attr[key]).s);
  const assertChannelsLast = () => {
    if (text('data_format') !== 'NHWC') throw new Error(`"${name}": only NHWC is supported.`);
  };
  return {
    get strides() {
      return heightAndWidth('strides');
    },
    get kernelSize() {
      return heightAndWidth('ksize');
    },
    get fusedOperations() {
      const operations = attr['fused_ops'];
      return operations === undefined
        ? []
        : textListSchema.parse(operations).list.s.map((operation) => decode(operation));
    },
    get hasHalfPixelCenters() {
      const flag = z.object({ b: z.boolean() }).safeParse(attr['half_pixel_centers']);
      return flag.success && flag.data.b;
    },
    window(kernelSize) {
      assertChannelsLast();
      const padding = text('padding');
      if (padding !== 'SAME' && padding !== 'VALID') {
        throw new Error(`"${name}": the padding ${padding} is not supported.`);
      }
      return {
        kernel_shape: kernelSize,
        strides: heightAndWidth('strides'),
        dilations: attr['dilations'] === undefined ? [1, 1] : heightAndWidth('dilations'),
        auto_pad: padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
      };
    },
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
