import { useEffect, useRef } from 'react';
import { useStore, useStoreApi, useUpdateNodeInternals } from '@xyflow/react';
import { detailAt, type Detail } from './level-of-detail.ts';

/** How much of the cards is drawn at the present zoom. */
export function useDetailOfZoom(): Detail {
  const flow = useStoreApi();
  const detail = useStore((state) => detailAt(state.transform[2]));
  const before = useRef(detail);
  const updateInternals = useUpdateNodeInternals();
  useEffect(() => {
    if (before.current === detail) return;
    before.current = detail;
    // Cards keep their size from afar, so React Flow does not see that their dots are back.
    const drawn = flow.getState().domNode?.querySelectorAll<HTMLElement>('.react-flow__node') ?? [];
    if (detail === 'card') updateInternals([...drawn].map((card) => card.dataset['id'] ?? ''));
  }, [detail, flow, updateInternals]);
  return detail;
}
