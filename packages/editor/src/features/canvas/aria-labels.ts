import type { AriaLabelConfig } from '@xyflow/react';

/** React Flow's own words, as Catena says them. */
export const ariaLabels: Partial<AriaLabelConfig> = {
  'node.a11yDescription.default': 'Press Enter for its details, C to connect it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter for its details, C to connect it.',
  'edge.a11yDescription.default': 'Press Delete to remove the wire.',
  'controls.ariaLabel': 'Canvas',
  'controls.zoomIn.ariaLabel': 'Zoom in',
  'controls.zoomOut.ariaLabel': 'Zoom out',
  'controls.fitView.ariaLabel': 'Fit everything into view',
  'controls.interactive.ariaLabel': 'Let cards be moved',
  'minimap.ariaLabel': 'Minimap',
  'handle.ariaLabel': 'Port',
};
