import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EngineError } from '@catena/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTarball } from './open-tarball.ts';

let workshop = '';
let tarball = '';

beforeEach(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'catena-tarball-test-'));
  tarball = join(workshop, 'package.tgz');
});

afterEach(() => rm(workshop, { recursive: true, force: true }));

interface Entry {
  path: string;
  content?: string;
  /** Where it points, for a symbolic link. */
  link?: string;
}

function tarEntry({ path, content = '', link = '' }: Entry): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(link === '' ? '0' : '2', 156);
  header.write(link, 157);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

async function writeTarball(entries: Entry[]): Promise<void> {
  const bytes = Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
  await writeFile(tarball, gzipSync(bytes));
}

describe('openTarball', () => {
  it('unpacks the files that are asked for, and the licence', async () => {
    await writeTarball([
      { path: 'package/LICENSE', content: 'MIT' },
      { path: 'package/a/model.json', content: '{}' },
      { path: 'package/a/shard.bin', content: 'numbers' },
      { path: 'package/index.js', content: 'evil()' },
    ]);
    const opened = await openTarball(tarball, workshop, ['a/model.json']);
    const there = (name: string) =>
      access(join(workshop, 'package', name)).then(
        () => true,
        () => false,
      );
    expect(await readFile(await opened.pathOf('a/model.json'), 'utf8')).toBe('{}');
    expect([await there('a/shard.bin'), await there('index.js')]).toEqual([false, false]);
    expect(await readFile(await opened.pathOf('a/shard.bin'), 'utf8')).toBe('numbers');
    await opened.keepLicences(workshop);
    expect(await readFile(join(workshop, 'LICENSE'), 'utf8')).toBe('MIT');
  });

  it('makes no links, and nothing outside of its folder', async () => {
    await writeTarball([
      { path: 'package/a', link: '/etc/hostname' },
      { path: 'package/../../b', content: 'out' },
    ]);
    const opened = await openTarball(tarball, workshop, ['a']).catch((error: unknown) => error);
    if (EngineError.isInstance(opened)) expect(opened.code).toBe('weights-checksum-mismatch');
    const paths = [join(workshop, 'package', 'a'), join(workshop, '..', 'b'), join(workshop, 'b')];
    for (const path of paths) await expect(access(path)).rejects.toThrow();
  });

  it('refuses paths that leave the package', async () => {
    await writeTarball([{ path: 'package/a', content: 'a' }]);
    const opened = await openTarball(tarball, workshop, ['a']);
    for (const path of ['../package.tgz', '/etc/hostname', 'x/../../package.tgz']) {
      await expect(opened.pathOf(path)).rejects.toThrow('leaves the package');
    }
    await expect(opened.pathOf('b')).rejects.toThrow('no file "b"');
  });

  it('says that a damaged archive is damaged', async () => {
    await writeFile(tarball, 'no archive at all, but long enough to be looked at'.repeat(50));
    const error: unknown = await openTarball(tarball, workshop, ['a']).catch(
      (thrown: unknown) => thrown,
    );
    expect(EngineError.isInstance(error) && error.code).toBe('weights-checksum-mismatch');
  });
});
