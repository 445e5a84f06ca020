import { writePortType } from '../definition/port-type.ts';
import type { NodePorts } from './node-ports.ts';

/** The one pair of input and output of the same type that a bypassed node passes through; undefined where there is none or more than one. */
export function passThrough(ports: NodePorts): { input: string; output: string } | undefined {
  const pairs = ports.outputs.flatMap((output) =>
    ports.inputs
      .filter(
        (input) =>
          input.connectable &&
          writePortType(input.type) === writePortType(output.type) &&
          input.variable === output.variable,
      )
      .map((input) => ({ input: input.name, output: output.name })),
  );
  return pairs.length === 1 ? pairs[0] : undefined;
}
