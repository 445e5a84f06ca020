import { Modal } from '@mantine/core';
import { useEditor } from '../../document/editor-context.ts';
import { KeySettings } from '../../parts/KeySettings.tsx';

/** All commands with their keys. */
export function ShortcutsDialog() {
  const { view } = useEditor();
  return (
    <Modal
      opened
      size={860}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
      onClose={() => view.hide()}
    >
      <KeySettings />
    </Modal>
  );
}
