import {
  IconFile,
  IconFileText,
  IconMovie,
  IconMusic,
  IconPhoto,
  IconRoute,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { RunSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import styles from './runs.module.css';

type Artifact = RunSummary['thumbnails'][number];

const icons: Readonly<Record<string, Icon>> = {
  image: IconPhoto,
  audio: IconMusic,
  video: IconMovie,
  text: IconFileText,
};

function Thumbnail({ artifact, size }: { artifact: Artifact; size: number }) {
  const { artifacts } = useEditor().client;
  const [isMissing, setIsMissing] = useState(false);
  const kind = artifact.mediaType.split('/')[0] ?? '';
  if (kind === 'image' && !isMissing) {
    return (
      <img
        className={styles['picture']}
        src={artifacts.previewUrl(artifact.$artifact, size * 2)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setIsMissing(true)}
      />
    );
  }
  const KindIcon = icons[kind] ?? IconFile;
  return <KindIcon size={size / 2.4} stroke={1.5} aria-hidden />;
}

/** The first results of a run, small; a sign where it has none that can be shown. */
export function RunThumbnail({ run, size = 40 }: { run: RunSummary; size?: number }) {
  const [first] = run.thumbnails;
  const more = run.thumbnails.length - 1;
  return (
    <div className={styles['thumbnail']} style={{ width: size, height: size }} aria-hidden>
      {first ? (
        <Thumbnail key={first.$artifact} artifact={first} size={size} />
      ) : (
        <IconRoute size={size / 2.4} stroke={1.5} />
      )}
      {more > 0 && <span className={styles['more']}>+{more}</span>}
    </div>
  );
}
