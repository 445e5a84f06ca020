import { useMemo } from 'react';
import { useAnalysis, useCatalog, useDocument } from '../../../document/editor-context.ts';
import { readLayout } from '../../../document/layout.ts';
import { wiredPorts } from '../edges-by-card.ts';
import { useSteady } from '../use-steady.ts';
import { chooseOutputs, chooseRows } from './choose-rows.ts';

function toSet(names: string): ReadonlySet<string> {
  return new Set(names === '' ? [] : names.split(' '));
}

/** What of the document and of what is derived from it a card of a node shows. */
export function useNodeCard(id: string) {
  const node = useDocument((state) => state.workflow.nodes[id]);
  const look = useDocument((state) => readLayout(state.workflow).looks[id]);
  const inputs = useDocument((state) => wiredPorts(state.workflow, id, 'target'));
  const outputs = useDocument((state) => wiredPorts(state.workflow, id, 'source'));
  const descriptor = useCatalog((state) => state.catalog.find(node?.type ?? ''));
  const ports = useAnalysis(useSteady((state) => state.ports.get(id)));
  const issues = useAnalysis(useSteady((state) => state.issuesByNode.get(id)));
  const rows = useMemo(() => {
    const wrong = (issues ?? []).flatMap(({ severity, port }) =>
      severity === 'error' && port ? [port] : [],
    );
    const given = Object.keys(node?.input ?? {});
    return {
      ...chooseRows({ ports, given, wired: toSet(inputs), wrong: new Set(wrong) }),
      outputs: chooseOutputs(ports, toSet(outputs)),
    };
  }, [ports, node, inputs, outputs, issues]);
  const wired = useMemo(
    () => ({ target: toSet(inputs), source: toSet(outputs) }),
    [inputs, outputs],
  );
  return { node, look, descriptor, ports, issues, rows, wired };
}

export type NodeCardState = ReturnType<typeof useNodeCard>;
