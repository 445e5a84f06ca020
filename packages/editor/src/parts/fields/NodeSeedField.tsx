import { useDocument, useTab } from '../../document/editor-context.ts';
import { markSteppedSeed, steppedSeeds } from '../../document/edits/step-marked-seeds.ts';
import { useNodeRun } from '../../runs/runs-context.ts';
import type { FieldProps } from './field-props.ts';
import { SeedField } from './SeedField.tsx';

/** The seed of a node, with what the run that is shown drew for it. */
export function NodeSeedField({ nodeId, ...field }: FieldProps & { nodeId: string }) {
  const { document } = useTab();
  const port = field.port.name;
  const run = useNodeRun(nodeId);
  const isStepped = useDocument(({ workflow }) => steppedSeeds(workflow, nodeId).includes(port));
  const drawn = run?.steps.flatMap(({ draws }) => draws?.[port] ?? []) ?? [];
  return (
    <SeedField
      {...field}
      drawn={drawn}
      isStepped={isStepped}
      onStepped={(next) => document.edit('Change the seed', markSteppedSeed(nodeId, port, next))}
    />
  );
}
