import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { isFileType, readInputValue, type Workflow } from '@catena/engine';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { drawRunInputs, pickRunInputs, type RunInputs } from '../../document/run-inputs.ts';
import type { SnippetFacts } from './snippets/snippet.ts';

/** What a value of the document is worth elsewhere: files of a folder stay where they are. */
function isPortable(value: unknown): boolean {
  const { kind } = readInputValue(value);
  return kind === 'literal' || kind === 'artifact' || kind === 'list' || kind === 'record';
}

/** All values that a run would have: those entered in the form, else the defaults. */
function currentInputs(workflow: Workflow, entered: RunInputs): Record<string, unknown> {
  const given = drawRunInputs(pickRunInputs(workflow, entered), () => 0.5);
  const all = Object.entries(workflow.inputs ?? {}).map(
    ([name, { default: preset }]) => [name, given[name] ?? preset] as const,
  );
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && isPortable(value)));
}

/** What the snippets are made from; undefined until it is known, or while the workflow is not saved. */
export function useSnippetFacts(): {
  facts: SnippetFacts | undefined;
  /** Names of inputs that need a value and have none. */
  missing: readonly string[];
  error: Error | null;
} {
  const { client } = useEditor();
  const { workflowId, runInputs } = useTab();
  const workflow = useDocument((state) => state.workflow);
  const outputs = useAnalysis(({ typed }) => typed.outputs);
  const entered = useStore(runInputs);
  const { data, error } = useQuery({
    queryKey: ['settings'],
    queryFn: () => client.settings.get(),
  });
  const inputs = useMemo(() => currentInputs(workflow, entered), [workflow, entered]);
  const missing = Object.keys(workflow.inputs ?? {}).filter(
    (name) => !Object.hasOwn(inputs, name) && workflow.inputs?.[name]?.default === undefined,
  );
  const givesFiles = [...outputs.values()].some(
    ({ type: { base } }) => isFileType(base) || base === 'any' || base === 'json',
  );
  const facts =
    data && workflowId !== undefined
      ? {
          baseUrl: window.location.origin,
          needsToken: data.needsToken,
          dataFolder: data.dataFolder,
          workflowId,
          workflow,
          inputs,
          givesFiles,
        }
      : undefined;
  return { facts, missing, error };
}
