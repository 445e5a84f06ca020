/**
 * Runs a WASI command line program in memory: arguments in, one written file out. It sees no disk, no
 * environment and no standard input. Node's own `node:wasi` crashed the process on repeated runs of the
 * same program (Node 20.20), and would need a temporary file.
 */
import { webAssembly, type Program, type ProgramImport } from './web-assembly.ts';
import { WrittenFile } from './written-file.ts';

const success = 0;
const badDescriptor = 8;
const folderDescriptor = 3;
const fileDescriptor = 4;
const folderName = '/o';

export interface ProgramRun {
  program: Program;
  /** After the program's name; {@link outputPath} is where it may write. */
  args: readonly string[];
}

/** The one file that the program can write. */
export const outputPath = `${folderName}/output`;

class ProgramExit extends Error {}

/** @returns The bytes of the written file; empty where the program wrote none. */
export async function runProgram({ program, args }: ProgramRun): Promise<Uint8Array> {
  const file = new WrittenFile();
  const strings = ['program', ...args].map((text) => new TextEncoder().encode(`${text}\0`));
  // The program brings its own memory; it may replace the buffer when it grows.
  let memory = { buffer: new ArrayBuffer(0) };
  const { exports } = await webAssembly.instantiate(program, {
    wasi_snapshot_preview1: wasiImports({
      file,
      strings,
      memoryView: () => new DataView(memory.buffer),
    }),
  });
  memory = exports['memory'] as { buffer: ArrayBuffer };
  const start = exports['_start'] as () => void;
  try {
    start();
  } catch (error) {
    if (!(error instanceof ProgramExit)) throw error;
  }
  return file.bytes();
}

type FourNumbers = [number, number, number, number];

interface World {
  file: WrittenFile;
  strings: readonly Uint8Array[];
  memoryView(): DataView;
}

function wasiImports(world: World): Record<string, ProgramImport> {
  return {
    ...argumentImports(world),
    ...fileImports(world),
    clock_time_get: (_clock: number, _precision: bigint, result: number) => {
      world.memoryView().setBigUint64(result, 0n, true);
      return success;
    },
    proc_exit: (code: number): never => {
      throw new ProgramExit(`The program ended with code ${code}.`);
    },
  };
}

function argumentImports({ strings, memoryView }: World): Record<string, ProgramImport> {
  return {
    args_sizes_get: (count: number, sizeBytes: number) => {
      memoryView().setUint32(count, strings.length, true);
      const total = strings.reduce((sum, text) => sum + text.length, 0);
      memoryView().setUint32(sizeBytes, total, true);
      return success;
    },
    args_get: (pointers: number, buffer: number) => {
      const view = memoryView();
      let offset = buffer;
      for (const [index, text] of strings.entries()) {
        view.setUint32(pointers + index * 4, offset, true);
        new Uint8Array(view.buffer).set(text, offset);
        offset += text.length;
      }
      return success;
    },
  };
}

function fileImports({ file, memoryView }: World): Record<string, ProgramImport> {
  return {
    fd_prestat_get: (descriptor: number, result: number) => {
      if (descriptor !== folderDescriptor) return badDescriptor;
      memoryView().setUint32(result, 0, true);
      memoryView().setUint32(result + 4, folderName.length, true);
      return success;
    },
    fd_prestat_dir_name: (_descriptor: number, target: number) => {
      new Uint8Array(memoryView().buffer).set(new TextEncoder().encode(folderName), target);
      return success;
    },
    // Every path is the one file; its descriptor is the ninth parameter's target.
    path_open: (...parameters: (number | bigint)[]) => {
      memoryView().setUint32(Number(parameters[8]), fileDescriptor, true);
      return success;
    },
    fd_fdstat_get: (descriptor: number, result: number) => {
      new Uint8Array(memoryView().buffer).fill(0, result, result + 24);
      const characterDevice = 2;
      const folder = 3;
      const plainFile = 4;
      const type =
        descriptor < folderDescriptor
          ? characterDevice
          : descriptor === folderDescriptor
            ? folder
            : plainFile;
      memoryView().setUint8(result, type);
      const allRights = 0xffff_ffff_ffff_ffffn;
      memoryView().setBigUint64(result + 8, allRights, true);
      memoryView().setBigUint64(result + 16, allRights, true);
      return success;
    },
    fd_fdstat_set_flags: () => success,
    fd_close: () => success,
    fd_read: (...[, , , read]: FourNumbers) => {
      memoryView().setUint32(read, 0, true);
      return success;
    },
    fd_write: (...[descriptor, vectors, count, written]: FourNumbers) => {
      const view = memoryView();
      let total = 0;
      for (let index = 0; index < count; index += 1) {
        const start = view.getUint32(vectors + index * 8, true);
        const sizeBytes = view.getUint32(vectors + index * 8 + 4, true);
        if (descriptor === fileDescriptor)
          file.write(new Uint8Array(view.buffer, start, sizeBytes));
        total += sizeBytes;
      }
      view.setUint32(written, total, true);
      return success;
    },
    fd_seek: (...[, offset, whence, result]: [number, bigint, number, number]) => {
      memoryView().setBigUint64(result, BigInt(file.seek(Number(offset), whence)), true);
      return success;
    },
  };
}
