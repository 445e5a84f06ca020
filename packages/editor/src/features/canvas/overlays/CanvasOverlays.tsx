import { memo } from 'react';
import { Background, BackgroundVariant } from '@xyflow/react';
import { useCanvas } from '../canvas-store.ts';
import { OverviewLayer } from '../overview/OverviewLayer.tsx';
import { WirePreview } from '../wiring/WirePreview.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { CanvasControls } from './CanvasControls.tsx';
import { CanvasMiniMap } from './CanvasMiniMap.tsx';
import { FirstHints } from './FirstHints.tsx';
import { HelperLines } from './HelperLines.tsx';
import { HoverToolbar } from './HoverToolbar.tsx';
import { SelectionToolbox } from './SelectionToolbox.tsx';

/** What lies under and over the cards; needs React Flow around it. */
export const CanvasOverlays = memo(function CanvasOverlays() {
  const isOverview = useCanvas((state) => state.overview);
  return (
    <>
      {!isOverview && <Background variant={BackgroundVariant.Dots} gap={24} size={1.25} />}
      <OverviewLayer />
      <WirePreview />
      <HelperLines />
      <HoverToolbar />
      <SelectionToolbox />
      <CanvasControls />
      <CanvasMiniMap />
      <Breadcrumb />
      <FirstHints />
    </>
  );
});
