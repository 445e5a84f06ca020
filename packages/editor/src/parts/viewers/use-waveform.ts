import { useEffect, useRef, useState } from 'react';

/** A sound being played, with its waveform drawn into an element. */
export interface Waveform {
  container: (element: HTMLDivElement | null) => void;
  state: 'loading' | 'ready' | 'failed';
  isPlaying: boolean;
  timeMs: number;
  durationMs: number | undefined;
  toggle(): void;
}

function readColor(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim() || '#9ba5b4';
}

async function draw(container: HTMLElement, options: { url: string; heightPx: number }) {
  const { default: WaveSurfer } = await import('wavesurfer.js');
  return WaveSurfer.create({
    container,
    url: options.url,
    height: options.heightPx,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    cursorWidth: 1,
    dragToSeek: true,
    hideScrollbar: true,
    waveColor: readColor(container, '--port-audio'),
    progressColor: readColor(container, '--accent'),
    cursorColor: readColor(container, '--text'),
  });
}

/** Draws the waveform of a sound and plays it. */
export function useWaveform(url: string, heightPx: number): Waveform {
  const [element, container] = useState<HTMLDivElement | null>(null);
  const player = useRef<{ playPause(): Promise<void> }>(undefined);
  const [facts, setFacts] = useState({ isPlaying: false, timeMs: 0 });
  const [state, setState] = useState<Waveform['state']>('loading');
  const [durationMs, setDurationMs] = useState<number>();

  useEffect(() => {
    let wave: Awaited<ReturnType<typeof draw>> | undefined;
    let isGone = false;
    const change = (part: Partial<typeof facts>) => setFacts((before) => ({ ...before, ...part }));
    async function start(target: HTMLElement) {
      const made = await draw(target, { url, heightPx });
      if (isGone) return made.destroy();
      wave = made;
      player.current = made;
      made.on('ready', (seconds) => {
        setDurationMs(seconds * 1000);
        setState('ready');
      });
      made.on('error', () => setState('failed'));
      made.on('timeupdate', (seconds) => change({ timeMs: seconds * 1000 }));
      made.on('play', () => change({ isPlaying: true }));
      made.on('pause', () => change({ isPlaying: false }));
      made.on('finish', () => change({ isPlaying: false }));
    }
    if (element) start(element).catch(() => setState('failed'));
    return () => {
      isGone = true;
      wave?.destroy();
    };
  }, [element, url, heightPx]);

  const toggle = () => void player.current?.playPause().catch(() => setState('failed'));
  return { container, state, ...facts, durationMs, toggle };
}
