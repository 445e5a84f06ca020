import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { extract } from 'tar';
import { checksumMismatch, toStorageError } from './weights-error.ts';

const licencePattern = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** A package tarball of which only the files that are asked for are unpacked. */
export interface OpenTarball {
  /** Where a file of the package lies, by its path inside the package. */
  pathOf(path: string): Promise<string>;
  keepLicences(folder: string): Promise<void>;
}

/** Opens a tarball; what is unpacked goes below `workshop`, the files of `paths` at once. */
export async function openTarball(
  tarball: string,
  workshop: string,
  paths: readonly string[],
): Promise<OpenTarball> {
  const folder = join(workshop, 'package');
  await mkdir(folder, { recursive: true });
  const wanted = new Set(paths);
  await unpack({ tarball, folder, isWanted: (path) => wanted.has(path) || isLicence(path) });
  return {
    async pathOf(path) {
      if (posix.normalize(path) !== path || path.startsWith('/') || path.startsWith('..')) {
        throw new Error(`"${path}" leaves the package.`);
      }
      const absolute = join(folder, path);
      if (!(await isFile(absolute))) {
        await unpack({ tarball, folder, isWanted: (other) => other === path });
      }
      if (!(await isFile(absolute))) throw new Error(`The package has no file "${path}".`);
      return absolute;
    },
    async keepLicences(target) {
      for (const name of (await readdir(folder)).filter(isLicence)) {
        await copyFile(join(folder, name), join(target, name));
      }
    },
  };
}

interface Unpacking {
  tarball: string;
  folder: string;
  isWanted(path: string): boolean;
}

// Links and devices are never made, and tar itself refuses paths that leave the folder.
async function unpack({ tarball, folder, isWanted }: Unpacking): Promise<void> {
  try {
    await extract({
      file: tarball,
      cwd: folder,
      // npm puts everything below one folder, usually `package`.
      strip: 1,
      strict: true,
      preserveOwner: false,
      noChmod: true,
      filter(path, entry) {
        const isPlainFile = 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile');
        return isPlainFile && isWanted(path.split('/').slice(1).join('/'));
      },
    });
  } catch (error) {
    if (error instanceof Error && 'tarCode' in error) {
      throw checksumMismatch(tarball, `the archive is damaged (${error.message}).`);
    }
    throw toStorageError(error, folder);
  }
}

function isLicence(path: string): boolean {
  return licencePattern.test(path);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
