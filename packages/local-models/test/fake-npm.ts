import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * Puts an `npm` before the real one on the PATH of processes to come. It notes each call in
 * `calls`, and then runs the given JavaScript, in which `pack()` is the real thing and gives the path
 * of the tarball.
 */
export async function fakeNpm(
  folder: string,
  program: string,
): Promise<{ calls(): Promise<number> }> {
  const real = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const log = join(folder, 'calls');
  const script = `#!${process.execPath}
    const fs = require('node:fs');
    const path = require('node:path');
    fs.appendFileSync(${JSON.stringify(log)}, 'x');
    function pack() {
      require('node:child_process').execFileSync(${JSON.stringify(real)}, process.argv.slice(2), { stdio: 'inherit' });
      const folder = process.env.npm_config_pack_destination;
      return path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.tgz')));
    }
    ${program}`;
  await writeFile(log, '');
  await writeFile(join(folder, 'npm'), script);
  await chmod(join(folder, 'npm'), 0o755);
  process.env['PATH'] = folder + delimiter + process.env['PATH'];
  return { calls: async () => (await readFile(log, 'utf8')).length };
}
