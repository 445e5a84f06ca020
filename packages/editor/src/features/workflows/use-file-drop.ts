import { useRef, useState, type DragEvent } from 'react';

/** What an element needs that takes files from outside the page. */
export interface FileDrop {
  /** Whether files are held over it. */
  over: boolean;
  handlers: Record<
    'onDragEnter' | 'onDragLeave' | 'onDragOver' | 'onDrop',
    (event: DragEvent) => void
  >;
}

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Takes files that are dropped on an element. */
export function useFileDrop(onFiles: (files: File[]) => void): FileDrop {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const move = (by: number) => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return {
    over,
    handlers: {
      onDragEnter: (event) => hasFiles(event) && move(1),
      onDragLeave: (event) => hasFiles(event) && move(-1),
      onDragOver: (event) => hasFiles(event) && event.preventDefault(),
      onDrop(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        move(-depth.current);
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
