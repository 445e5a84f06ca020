import { access, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';

const require = createRequire(import.meta.url);

/** The font of labels, brought along for machines without any. */
export const labelFont = {
  family: 'DejaVu Sans',
  path: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
};

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function prepare(): Promise<void> {
  const isConfigured =
    process.env['FONTCONFIG_FILE'] !== undefined || process.env['FONTCONFIG_PATH'] !== undefined;
  if (process.platform !== 'linux' || isConfigured || (await exists('/etc/fonts/fonts.conf'))) {
    return;
  }
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'catena', 'fonts');
  const file = join(folder, 'fonts.conf');
  try {
    await makeFolder(folder);
    await writeFile(
      file,
      `<?xml version="1.0"?>\n<fontconfig><cachedir prefix="xdg">catena/fonts</cachedir></fontconfig>\n`,
    );
    process.env['FONTCONFIG_FILE'] = file;
  } catch {
    // Without it text is drawn all the same; the font library only complains on stderr.
  }
}

let prepared: Promise<void> | undefined;

/**
 * Gives the font library a configuration where the machine has none, as in slim containers, so that
 * it does not complain. It reads it once, at the first text that is drawn in this process.
 */
export function prepareFonts(): Promise<void> {
  prepared ??= prepare();
  return prepared;
}
