import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { EngineError, type ByteSource, type WorkflowFolder } from '@catena/engine';

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function resolveLinks(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

function outside(path: string): EngineError {
  return new EngineError({
    code: 'path-outside-folder',
    message: `The file ${path} lies outside the folder of the workflow.`,
    hint: 'Copy it into that folder; neither .. nor a link may lead out of it.',
  });
}

/** The folder of a workflow, as `$file` may see it: nothing outside of it, whatever links say. */
export function openWorkflowFolder(folder: string): WorkflowFolder {
  async function find(path: string): Promise<string | undefined> {
    const written = join(folder, path);
    if (isAbsolute(path) || !isInside(folder, written)) throw outside(path);
    const root = await resolveLinks(folder);
    const target = await resolveLinks(written);
    if (root === undefined || target === undefined) return undefined;
    if (!isInside(root, target)) throw outside(path);
    return (await stat(target)).isFile() ? target : undefined;
  }
  return {
    has: async (path) => (await find(path)) !== undefined,
    async read(path): Promise<ByteSource | undefined> {
      const target = await find(path);
      return target === undefined ? undefined : createReadStream(target);
    },
  };
}
