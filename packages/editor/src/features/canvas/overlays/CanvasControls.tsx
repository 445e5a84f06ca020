import { Panel, useStore } from '@xyflow/react';
import {
  IconFocusCentered,
  IconHandStop,
  IconMap2,
  IconMinus,
  IconPlus,
  IconPointer,
} from '@tabler/icons-react';
import { useEditor, useView } from '../../../document/editor-context.ts';
import { CommandButton } from './CommandButton.tsx';
import styles from './overlays.module.css';

function Zoom() {
  const { canvas } = useEditor();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <button
      type="button"
      className={styles['zoom']}
      title="Zoom to 100 %"
      aria-label={`Zoom is ${percent} %; zoom to 100 %`}
      onClick={() => canvas.zoomTo(1)}
    >
      {percent} %
    </button>
  );
}

/** Arrow and hand, zoom, and the minimap. */
export function CanvasControls() {
  const tool = useView((state) => state.tool);
  const minimap = useView((state) => state.minimap);
  return (
    <Panel position="bottom-left" className={styles['panel'] ?? ''}>
      <div className={styles['toolbar']} role="toolbar" aria-label="Canvas">
        <CommandButton id="view.tool-select" isOn={tool === 'select'}>
          <IconPointer size={16} />
        </CommandButton>
        <CommandButton id="view.tool-hand" isOn={tool === 'hand'}>
          <IconHandStop size={16} />
        </CommandButton>
        <span className={styles['rule']} />
        <CommandButton id="view.zoom-out">
          <IconMinus size={16} />
        </CommandButton>
        <Zoom />
        <CommandButton id="view.zoom-in">
          <IconPlus size={16} />
        </CommandButton>
        <CommandButton id="view.fit">
          <IconFocusCentered size={16} />
        </CommandButton>
        <span className={styles['rule']} />
        <CommandButton id="view.minimap" isOn={minimap}>
          <IconMap2 size={16} />
        </CommandButton>
      </div>
    </Panel>
  );
}
