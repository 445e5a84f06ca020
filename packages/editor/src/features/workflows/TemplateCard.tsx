import { IconCoin, IconDeviceDesktop, IconSchema } from '@tabler/icons-react';
import type { TemplateSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { PictureCard } from '../../ui/PictureCard.tsx';

/** A workflow to start from. */
export function TemplateCard({
  template,
  onOpen,
}: {
  template: TemplateSummary;
  onOpen: () => void;
}) {
  const { client } = useEditor();
  const { id, name, description, hasPicture, metered, nodeCount } = template;
  const Icon = metered ? IconCoin : IconDeviceDesktop;
  return (
    <PictureCard
      title={name}
      href={`/?template=${encodeURIComponent(id)}`}
      onOpen={onOpen}
      pictureUrl={hasPicture ? client.templates.pictureUrl(id) : undefined}
      placeholder={<IconSchema size={34} stroke={1.1} aria-hidden />}
      words={description}
      foot={
        <>
          <Icon size={14} stroke={1.6} aria-hidden />
          {metered ? 'Calls paid models' : 'Free, on this machine'} · {nodeCount} nodes
        </>
      }
    />
  );
}
