import { Background, BackgroundVariant } from '@xyflow/react';
import { WirePreview } from '../wiring/WirePreview.tsx';
import { CanvasControls } from './CanvasControls.tsx';
import { CanvasMiniMap } from './CanvasMiniMap.tsx';
import { FirstHints } from './FirstHints.tsx';
import { HelperLines } from './HelperLines.tsx';
import { HoverToolbar } from './HoverToolbar.tsx';
import { SelectionToolbox } from './SelectionToolbox.tsx';

/** What lies under and over the cards; needs React Flow around it. */
export function CanvasOverlays() {
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.25} />
      <WirePreview />
      <HelperLines />
      <HoverToolbar />
      <SelectionToolbox />
      <CanvasControls />
      <CanvasMiniMap />
      <FirstHints />
    </>
  );
}
