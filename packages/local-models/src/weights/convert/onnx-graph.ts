import { ProtobufWriter } from './protobuf-writer.ts';
import { floats, integers, type Tensor } from './tensor.ts';

const irVersion = 8;
const opsetVersion = 18;

const elementTypes = { float32: 1, int32: 6, int64: 7 } as const;
const attributeTypes = { float: 1, integer: 2, text: 3, integers: 7 } as const;

export type Attribute = number | string | readonly number[] | { float: number };

/** A dimension: its size, or a name where it is only known at run time. */
export type Dimension = number | string;

export interface GraphNode {
  op: string;
  inputs: readonly string[];
  attributes?: Readonly<Record<string, Attribute>>;
  /** Name of the output; made up where missing. */
  output?: string;
  /** Names of several outputs. */
  outputs?: readonly string[];
}

/** Builds an ONNX model; values are named, and every method gives the name of what it made. */
export class OnnxGraph {
  readonly #nodes: Uint8Array[] = [];
  readonly #initializers: Uint8Array[] = [];
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];
  #made = 0;

  input(name: string, type: keyof typeof elementTypes, shape: readonly Dimension[]): string {
    this.#inputs.push(valueInfo(name, elementTypes[type], shape));
    return name;
  }

  /** Marks a float value as an output of the model, under its own name. */
  output(name: string): void {
    this.#outputs.push(valueInfo(name, elementTypes.float32));
  }

  constant(tensor: Tensor, name = this.#makeName('constant')): string {
    const { data, shape } = tensor;
    const writer = new ProtobufWriter();
    for (const size of shape) writer.integer(1, size);
    writer.integer(2, elementTypes[tensor.type]);
    writer.text(8, name);
    writer.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.#initializers.push(writer.finish());
    return name;
  }

  floatConstant(value: number): string {
    return this.constant(floats([value], []));
  }

  integerConstant(values: readonly number[]): string {
    return this.constant(integers(values));
  }

  node({ op, inputs, attributes = {}, output, outputs }: GraphNode): string {
    const names = outputs ?? [output ?? this.#makeName(op)];
    const writer = new ProtobufWriter();
    for (const input of inputs) writer.text(1, input);
    for (const name of names) writer.text(2, name);
    writer.text(3, names[0] ?? '').text(4, op);
    for (const [name, value] of Object.entries(attributes)) {
      writer.message(5, (inner) => writeAttribute(inner, name, value));
    }
    this.#nodes.push(writer.finish());
    return names[0] ?? '';
  }

  toBytes(): Uint8Array {
    const model = new ProtobufWriter();
    model.integer(1, irVersion).text(2, 'catena');
    model.message(7, (graph) => {
      for (const node of this.#nodes) graph.bytes(1, node);
      graph.text(2, 'model');
      for (const initializer of this.#initializers) graph.bytes(5, initializer);
      for (const input of this.#inputs) graph.bytes(11, input);
      for (const output of this.#outputs) graph.bytes(12, output);
    });
    model.message(8, (opset) => opset.text(1, '').integer(2, opsetVersion));
    return model.finish();
  }

  #makeName(what: string): string {
    this.#made += 1;
    return `${what}#${this.#made}`;
  }
}

function writeAttribute(writer: ProtobufWriter, name: string, value: Attribute): void {
  writer.text(1, name);
  if (typeof value === 'number') {
    writer.integer(3, value).integer(20, attributeTypes.integer);
  } else if (typeof value === 'string') {
    writer.text(4, value).integer(20, attributeTypes.text);
  } else if ('float' in value) {
    writer.float(2, value.float).integer(20, attributeTypes.float);
  } else {
    for (const item of value) writer.integer(8, item);
    writer.integer(20, attributeTypes.integers);
  }
}

function valueInfo(name: string, elementType: number, shape?: readonly Dimension[]): Uint8Array {
  const writer = new ProtobufWriter();
  writer.text(1, name).message(2, (type) => {
    type.message(1, (tensorType) => {
      tensorType.integer(1, elementType);
      if (shape !== undefined) {
        tensorType.message(2, (shapeWriter) => {
          for (const size of shape) writeDimension(shapeWriter, size);
        });
      }
    });
  });
  return writer.finish();
}

function writeDimension(writer: ProtobufWriter, size: Dimension): void {
  writer.message(1, (dimension) => {
    if (typeof size === 'number') dimension.integer(1, size);
    else dimension.text(2, size);
  });
}
