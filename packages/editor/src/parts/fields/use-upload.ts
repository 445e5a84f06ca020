import { useEffect, useRef, useState } from 'react';
import type { ArtifactRef } from '@catena/engine';
import { ApiError } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';

/** Files on their way to the server. */
export interface Upload {
  /** What is being sent now. */
  current:
    | {
        name: string;
        sizeBytes: number;
        sentBytes: number;
        startedAt: number;
        position: number;
        total: number;
      }
    | undefined;
  /** Why the last one did not arrive, in words. */
  problem: string | undefined;
  /** Sends files one after the other; resolves with those that arrived. */
  send(files: readonly File[]): Promise<ArtifactRef[]>;
  cancel(): void;
}

function explain(file: File, error: unknown): string {
  if (!(error instanceof ApiError))
    return `${file.name} could not be sent: ${(error as Error).message}`;
  const { title, detail } = error.problem;
  return `${file.name} could not be sent: ${title}${detail === undefined ? '' : ` ${detail}`}`;
}

/** Sends files to the server's store. */
export function useUpload(): Upload {
  const { client } = useEditor();
  const [current, setCurrent] = useState<Upload['current']>();
  const [problem, setProblem] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  async function send(files: readonly File[]): Promise<ArtifactRef[]> {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setProblem(undefined);
    const arrived: ArtifactRef[] = [];
    const onProgress = (sentBytes: number) =>
      setCurrent((before) => before && { ...before, sentBytes });
    for (const [index, file] of files.entries()) {
      const { name, size: sizeBytes } = file;
      setCurrent({
        name,
        sizeBytes,
        sentBytes: 0,
        startedAt: Date.now(),
        position: index + 1,
        total: files.length,
      });
      try {
        arrived.push(
          await client.artifacts.upload(file, { signal: controller.signal, onProgress }),
        );
      } catch (error) {
        if (controller.signal.aborted) break;
        setProblem(explain(file, error));
      }
    }
    if (abort.current === controller) setCurrent(undefined);
    return arrived;
  }

  return { current, problem, send, cancel: () => abort.current?.abort() };
}
