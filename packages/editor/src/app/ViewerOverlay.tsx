import { useEditor, useView } from '../document/editor-context.ts';
import { Viewer } from '../features/gallery/Viewer.tsx';

/** The large viewer, as the state of the page asks for it. */
export function ViewerOverlay() {
  const { view } = useEditor();
  const overlay = useView((state) => state.overlay);
  if (overlay?.kind !== 'viewer') return null;
  const { card, port, index } = overlay;
  return <Viewer card={card} port={port} index={index} onClose={() => view.hide()} />;
}
