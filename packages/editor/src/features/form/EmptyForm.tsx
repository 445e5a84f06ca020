import { Button } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { composeEdits } from '../../document/edits/compose-edits.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { inputCandidates, outputCandidates } from './form-candidates.ts';
import { publishInput, publishOutput } from './publish.ts';

/** More than that would make no form, but a copy of the canvas. */
const mostOutputs = 6;

/** Stands where the form will be, and offers to make one. */
export function EmptyForm({ onEdit }: { onEdit: () => void }) {
  const { view } = useEditor();
  const { document, readOnly } = useTab();
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  if (Object.keys(workflow.nodes).length === 0) {
    return (
      <EmptyState
        icon={<IconForms size={28} stroke={1.5} aria-hidden />}
        title="There is nothing to run yet"
        actions={
          <Button size="xs" onClick={() => view.setState({ screen: 'canvas' })}>
            Go to the canvas
          </Button>
        }
      >
        Add nodes on the canvas; their inputs and outputs can be fields and results here.
      </EmptyState>
    );
  }
  const needed = inputCandidates(workflow, ports).filter(({ isUrgent }) => isUrgent);
  const last = outputCandidates(workflow, ports)
    .filter(({ isUrgent }) => isUrgent)
    .slice(0, mostOutputs);
  const publishAll = () =>
    document.edit(
      'Make a form',
      composeEdits(...needed.map(publishInput), ...last.map(publishOutput)),
    );
  const words = [
    needed.length > 0 &&
      `${needed.length} ${needed.length === 1 ? 'input that needs' : 'inputs that need'} a value`,
    last.length > 0 &&
      `${last.length} ${last.length === 1 ? 'result' : 'results'} of the last nodes`,
  ].filter((part) => part !== false);
  return (
    <EmptyState
      icon={<IconForms size={28} stroke={1.5} aria-hidden />}
      title="This workflow has no form yet"
      actions={
        !readOnly && (
          <>
            {words.length > 0 && (
              <Button size="xs" onClick={publishAll}>
                Start with {words.join(' and ')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onEdit}>
              Choose by hand
            </Button>
          </>
        )
      }
    >
      The form shows the workflow as an app: chosen inputs as fields, chosen outputs as results, and
      nothing of the graph. The same choice is its API.
    </EmptyState>
  );
}
