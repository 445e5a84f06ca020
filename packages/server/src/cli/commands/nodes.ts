import { Command } from 'commander';
import type { NodeDescriptor, PortsFrom } from '@catena/engine';
import { createNodeLibrary } from '@catena/nodes';
import type { Terminal } from '../terminal/terminal.ts';
import { alignColumns } from '../text/align-columns.ts';
import { nearestName } from '../text/nearest-name.ts';
import { oneLine } from '../text/one-line.ts';
import { writePorts } from '../text/write-ports.ts';
import { UsageError } from '../errors/usage-error.ts';
import { jsonOption } from './common-options.ts';

function listNodes(all: readonly NodeDescriptor[], terminal: Terminal): string[] {
  const categories = [...new Set(all.map(({ category }) => category))];
  const { bold } = terminal.colors;
  const rows = all.map((node) => [`  ${node.type}`, oneLine(node.description, 90)]);
  const lines = alignColumns(rows);
  return categories.flatMap((category, index) => [
    ...(index > 0 ? [''] : []),
    bold(category),
    ...lines.filter((_line, at) => all[at]?.category === category),
  ]);
}

const dynamicPorts: Readonly<Record<PortsFrom['kind'], string>> = {
  model: 'those of its model',
  template: 'one for each {{name}}',
  list: 'those that it lists',
  workflow: 'those of the workflow that it runs',
};

function describeNode(node: NodeDescriptor, terminal: Terminal): string[] {
  const { bold, dim } = terminal.colors;
  const inputs = alignColumns(writePorts(node.inputs, true));
  const outputs = alignColumns(writePorts(node.outputs, false));
  const { kind } = node.portsFrom ?? {};
  const dynamic = kind ? [`  and ${dynamicPorts[kind]}`] : [];
  const remarks = [
    ...(node.deterministic ? [] : ['Gives another result each time; never taken from the cache.']),
    ...(node.sideEffects ? ['Changes the world outside of the run.'] : []),
  ];
  return [
    `${bold(node.type)} ${dim(`version ${node.version}, ${node.category}`)}`,
    node.title,
    node.description,
    ...remarks,
    '',
    'Inputs:',
    ...inputs,
    ...dynamic,
    ...(inputs.length + dynamic.length === 0 ? ['  none'] : []),
    'Outputs:',
    ...outputs,
    ...(kind === 'model' || kind === 'workflow' ? dynamic : []),
  ];
}

function findNode(type: string, all: readonly NodeDescriptor[]): NodeDescriptor {
  const found = all.find((node) => node.type === type);
  if (found) return found;
  const types = all.map((node) => node.type);
  const nearest =
    nearestName(type, types) ?? types.find((candidate) => candidate.includes(type.toLowerCase()));
  throw new UsageError({
    code: 'unknown-node-type',
    message: `There is no node type "${type}".`,
    hint: nearest === undefined ? 'catena nodes lists them all.' : `Did you mean ${nearest}?`,
  });
}

/** `catena nodes` */
export function createNodesCommand(terminal: Terminal): Command {
  return new Command('nodes')
    .description('List what workflows are built from')
    .argument('[type]', 'a node type, to see its inputs and outputs')
    .addOption(jsonOption('descriptors as JSON'))
    .addHelpText('after', '\nExamples:\n  catena nodes\n  catena nodes image.resize\n')
    .action((type: string | undefined, flags: { json?: boolean }) => {
      const all = createNodeLibrary().catalog.all();
      const node = type === undefined ? undefined : findNode(type, all);
      if (flags.json) terminal.print(JSON.stringify(node ?? all, undefined, 2));
      else terminal.print(...(node ? describeNode(node, terminal) : listNodes(all, terminal)));
    });
}
