import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useEditor } from '../document/editor-context.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

/** Stands in place of the canvas when every tab was closed. */
export function NothingOpen() {
  const { files, view } = useEditor();
  return (
    <EmptyState
      icon={<IconFilePlus size={32} stroke={1.4} aria-hidden />}
      title="No workflow is open"
      actions={
        <>
          <Button size="xs" onClick={() => files.newWorkflow()}>
            New workflow
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => view.setState({ screen: 'workflows' })}
          >
            Workflows and templates
          </Button>
        </>
      }
    >
      Start with a blank canvas, or open a saved workflow or a template.
    </EmptyState>
  );
}
