import { useViewportSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { titleOfCard } from '../../document/cards.ts';
import { useConnectContext } from '../../document/connect/use-connect-context.ts';
import { useEditor, useView } from '../../document/editor-context.ts';
import type { Overlay } from '../../document/view-store.ts';
import { placeBox } from '../../ui/place-box.ts';
import { Popup } from '../../ui/Popup.tsx';
import { ChoicePicker } from './ChoicePicker.tsx';
import { listPorts, type ShownPort } from './connect-choices.ts';
import { PortPicker } from './PortPicker.tsx';

type ConnectOverlay = Extract<Overlay, { kind: 'connect' }>;

/** Pixels. */
const wantedSize = { width: 560, height: 480 };

/** Wires the ports of a card by keyboard. */
export function ConnectDialog() {
  const overlay = useView((state) => state.overlay);
  return overlay?.kind === 'connect' ? <ConnectBox overlay={overlay} /> : null;
}

function ConnectBox({ overlay }: { overlay: ConnectOverlay }) {
  const { view } = useEditor();
  const context = useConnectContext();
  const page = useViewportSize();
  const [picked, setPicked] = useState<ShownPort>();
  const ports = useMemo(() => listPorts(context, overlay.card), [context, overlay.card]);
  const named = ports.find(
    ({ port, side }) =>
      port === overlay.port && (overlay.side === undefined || side === overlay.side),
  );
  const only = ports.length === 1 ? ports[0] : undefined;
  const from = picked ?? named ?? only;
  const title = titleOfCard(context.workflow, overlay.card);
  const size = {
    width: page.width || window.innerWidth,
    height: page.height || window.innerHeight,
  };
  const close = () => view.hide();
  return (
    <Popup
      dim
      label={from ? `Connect ${from.title} of ${title}` : `Connect ${title}`}
      onClose={close}
      place={placeBox(undefined, size, wantedSize)}
    >
      {from ? (
        <ChoicePicker
          key={`${from.side} ${from.port}`}
          context={context}
          from={from}
          {...(!named && !only && { onBack: () => setPicked(undefined) })}
        />
      ) : (
        <PortPicker context={context} ports={ports} title={title} onPick={setPicked} />
      )}
    </Popup>
  );
}
