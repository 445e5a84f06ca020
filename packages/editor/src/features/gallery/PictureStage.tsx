import { useState, type CSSProperties } from 'react';
import type { ArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import type { ZoomControl } from './use-zoom.ts';
import styles from './Viewer.module.css';

export interface PictureStageProps {
  picture: ArtifactRef;
  /** Laid over the left part of the picture, to be compared with it. */
  other?: { picture: ArtifactRef; label: string } | undefined;
  label: string;
  size: { width: number; height: number } | undefined;
  control: ZoomControl;
  onSize: (size: { width: number; height: number }) => void;
}

/** From here on a picture is shown in its pixels. */
const pixelScale = 3;

function Divider({
  at,
  scale,
  onChange,
}: {
  at: number;
  scale: number;
  onChange: (at: number) => void;
}) {
  return (
    <>
      <div className={styles['divider']} style={{ left: `${at}%`, width: 2 / scale }} aria-hidden />
      <input
        type="range"
        className={styles['slider']}
        min={0}
        max={100}
        value={at}
        aria-label="Where the first picture ends and the second begins"
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      />
    </>
  );
}

/** A picture that can be zoomed and moved; with another over it, a slider goes between the two. */
export function PictureStage({ picture, other, label, size, control, onSize }: PictureStageProps) {
  const { artifacts } = useEditor().client;
  const [at, setAt] = useState(50);
  const { frame, zoom, handlers } = control;
  const box: CSSProperties = {
    width: size?.width,
    height: size?.height,
    transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
    imageRendering: zoom.scale >= pixelScale ? 'pixelated' : 'auto',
    visibility: size ? 'visible' : 'hidden',
  };
  return (
    <div ref={frame} className={styles['frame']} {...handlers} data-testid="picture-frame">
      <div className={styles['picture']} style={box}>
        <img
          src={artifacts.url(picture.$artifact)}
          alt={label}
          draggable={false}
          onLoad={({ currentTarget: image }) =>
            onSize({ width: image.naturalWidth, height: image.naturalHeight })
          }
        />
        {other && (
          <img
            src={artifacts.url(other.picture.$artifact)}
            alt={other.label}
            draggable={false}
            style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }}
          />
        )}
        {other && <Divider at={at} scale={zoom.scale} onChange={setAt} />}
      </div>
      {other && (
        <div className={styles['labels']} aria-hidden>
          <span>{other.label}</span>
          <span>{label}</span>
        </div>
      )}
    </div>
  );
}
