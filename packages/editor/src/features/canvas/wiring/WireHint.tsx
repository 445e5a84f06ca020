import { memo, useEffect, useRef } from 'react';
import { useStoreApi } from '@xyflow/react';
import { IconArrowRight, IconBan } from '@tabler/icons-react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { useCanvas, useCanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import type { Conversion } from './offer-conversions.ts';
import type { Refusal } from './wire-drag.ts';
import styles from './wiring.module.css';

/** Why the port under the pointer does not take the wire, while it is still held. */
function DragHint() {
  const flow = useStoreApi<FlowNode>();
  const aim = useCanvas((state) => state.aim);
  const wireAt = useCanvas((state) => state.wireAt);
  if (aim?.reason === undefined || !wireAt) return null;
  const [x, y, zoom] = flow.getState().transform;
  const [first] = aim.conversions ?? [];
  return (
    <div
      className={styles['hint']}
      style={{ left: wireAt[0] * zoom + x + 16, top: wireAt[1] * zoom + y + 16 }}
    >
      <IconBan size={14} aria-hidden />
      <span>
        {aim.reason}
        {first && (
          <>
            {' '}
            Let go to add <em>{first.title}</em>.
          </>
        )}
      </span>
    </div>
  );
}

/** The reason after the wire was let go, with what would make it fit: a click or Enter puts it there. */
function Offer({ refusal }: { refusal: Refusal }) {
  const tab = useTab();
  const { canvas: port } = useEditor();
  const canvas = useCanvasStore();
  const flow = useStoreApi<FlowNode>();
  const first = useRef<HTMLButtonElement>(null);
  const { reason, conversions, at } = refusal;
  const close = () => canvas.setState({ refusal: undefined });
  useEffect(() => {
    first.current?.focus({ preventScroll: true });
    const timer = setTimeout(close, conversions.length > 0 ? 12_000 : 4_000);
    const onPress = (event: PointerEvent) => {
      const inside = event.target instanceof Element && event.target.closest('[data-wire-offer]');
      if (!inside) close();
    };
    window.addEventListener('pointerdown', onPress, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', onPress, { capture: true });
    };
  });
  function add(conversion: Conversion) {
    const label = `Add ${conversion.title}`;
    tab.document.edit(label, conversion.edit, { select: { cards: [conversion.card] } });
    close();
    requestAnimationFrame(() => port.focus(conversion.card));
  }
  const bounds = flow.getState().domNode?.getBoundingClientRect();
  return (
    <div
      className={styles['hint']}
      data-wire-offer
      style={{ left: at.x - (bounds?.left ?? 0) + 16, top: at.y - (bounds?.top ?? 0) + 16 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <IconBan size={14} aria-hidden />
      <span>
        {reason}
        {conversions.length > 0 && (
          <span className={styles['offers']}>
            {conversions.map((conversion, index) => (
              <button
                key={conversion.card}
                ref={index === 0 ? first : undefined}
                type="button"
                onClick={() => add(conversion)}
              >
                Add {conversion.title} <IconArrowRight size={13} aria-hidden />
              </button>
            ))}
          </span>
        )}
      </span>
    </div>
  );
}

/** At the pointer, in one line: why a wire is refused, and what would make it fit. */
export const WireHint = memo(function WireHint() {
  const refusal = useCanvas((state) => state.refusal);
  const isDragging = useCanvas((state) => state.wire !== undefined);
  if (isDragging) return <DragHint />;
  return refusal ? <Offer key={refusal.reason} refusal={refusal} /> : null;
});
