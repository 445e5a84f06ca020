import { memo, useEffect, useState, type RefObject } from 'react';
import { Portal } from '@mantine/core';
import { parsePortType, type PortDescriptor } from '@catena/engine';
import { parseCardId } from '../../../document/card-id.ts';
import { useTab } from '../../../document/editor-context.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import { describePortType } from '../../../parts/port-appearance.ts';
import { useCanvas } from '../canvas-store.ts';
import { describePort } from './describe-port.ts';
import styles from './overlays.module.css';

const delayMs = 500;

interface Tip {
  port: Pick<PortDescriptor, 'name' | 'type'> & Partial<PortDescriptor>;
  side: string;
  at: { x: number; y: number };
}

function findPort(tab: OpenDocument, dot: HTMLElement): Tip['port'] | undefined {
  const { side = '', port: name = '' } = dot.dataset;
  const card = dot.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? '';
  const { kind, name: id } = parseCardId(card);
  const { ports, typed } = tab.analysis.getState();
  const { workflow } = tab.document.getState();
  if (kind === 'node') {
    const known = side === 'target' ? ports.get(id)?.inputs : ports.get(id)?.outputs;
    return known?.find((port) => port.name === name);
  }
  const input = workflow.inputs?.[id];
  const type = kind === 'input' ? parsePortType(input?.type ?? '') : typed.outputs.get(id)?.type;
  const description = kind === 'input' ? input?.description : workflow.outputs?.[id]?.description;
  return type && { name: id, type, ...(description !== undefined && { description }) };
}

/** One tip for all dots and names of ports: what a port is, after the pointer has rested on it. */
export const PortTip = memo(function PortTip({ root }: { root: RefObject<HTMLElement | null> }) {
  const tab = useTab();
  const [tip, setTip] = useState<Tip>();
  const isWiring = useCanvas(({ wire, refusal }) => wire !== undefined || refusal !== undefined);
  useEffect(() => {
    const element = root.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | undefined;
    function leave() {
      clearTimeout(timer);
      current = undefined;
      setTip(undefined);
    }
    function over({ target }: PointerEvent) {
      const spot =
        target instanceof Element ? target.closest('[data-port], [data-port-name]') : null;
      if (spot === current) return;
      leave();
      const dot =
        spot?.closest('[data-port-row]')?.querySelector<HTMLElement>('[data-port]') ?? spot;
      if (!(spot instanceof HTMLElement) || !(dot instanceof HTMLElement)) return;
      current = spot;
      timer = setTimeout(() => {
        const port = findPort(tab, dot);
        const { left, right, top, bottom } = dot.getBoundingClientRect();
        const side = dot.dataset['side'] ?? '';
        const x = side === 'target' ? left - 4 : right + 4;
        if (port) setTip({ port, side, at: { x, y: (top + bottom) / 2 } });
      }, delayMs);
    }
    element?.addEventListener('pointerover', over);
    element?.addEventListener('pointerleave', leave);
    element?.addEventListener('pointerdown', leave);
    element?.addEventListener('wheel', leave, { passive: true });
    return () => {
      clearTimeout(timer);
      element?.removeEventListener('pointerover', over);
      element?.removeEventListener('pointerleave', leave);
      element?.removeEventListener('pointerdown', leave);
      element?.removeEventListener('wheel', leave);
    };
  }, [root, tab]);
  if (!tip || isWiring) return null;
  const { port, side, at } = tip;
  return (
    <Portal>
      <div
        className={styles['tip']}
        role="tooltip"
        data-side={side}
        style={{ left: at.x, top: at.y }}
      >
        <div>
          <strong>{port.title ?? port.name}</strong> <span>{describePortType(port.type)}</span>
        </div>
        {port.description !== undefined && <p>{port.description}</p>}
        {describePort(port).map((line) => (
          <div key={line} className={styles['fact']}>
            {line}
          </div>
        ))}
      </div>
    </Portal>
  );
});
