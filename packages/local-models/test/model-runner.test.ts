import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelRunner } from '../src/runner/model-runner.ts';

const modelsModule = new URL('./fixture-models.ts', import.meta.url).href;
let folder = '';
let runner: ModelRunner;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-runner-test-'));
  runner = new ModelRunner({ weightsFolder: folder, modelsModule, idleAfterMs: 60_000 });
});

afterEach(async () => {
  runner.close();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;

function request(model: string, input: Record<string, unknown> = {}) {
  made += 1;
  return { id: `r${made}`, model: `test/${model}`, input, outputFolder: folder };
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await delay(20);
  }
  return false;
}

describe('ModelRunner', () => {
  it('runs requests one at a time, in order, in one process that it keeps', async () => {
    const inputs = [60, 0, 0].map((delayMs, index) => ({ text: `${index}`, delayMs }));
    const outcomes = await Promise.all(inputs.map((input) => runner.run(request('echo', input))));
    const outputs = outcomes.map((outcome) =>
      outcome.status === 'succeeded'
        ? (outcome.output as { pid: number; at: number; files: { $outputFile: string }[] })
        : undefined,
    );
    expect(new Set(outputs.map((output) => output?.pid)).size).toBe(1);
    expect(outputs[0]?.pid).not.toBe(process.pid);
    const times = outputs.map((output) => output?.at ?? 0);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(outcomes[1]?.times.queueMs).toBeGreaterThanOrEqual(60);
    const file = outputs[2]?.files[0]?.$outputFile ?? '';
    expect(await readFile(file, 'utf8')).toBe('2');
  });

  it('tells progress', async () => {
    const heard: unknown[] = [];
    await runner.run(request('echo'), {
      onLoading: () => heard.push('loading'),
      onProgress: (fraction, phase) => heard.push([fraction, phase]),
    });
    expect(heard).toEqual(['loading', [0, undefined], [0.5, 'echoing']]);
  });

  it('kills what is cancelled while it computes, and keeps what waits', async () => {
    const stuck = request('spin');
    let began = () => {};
    const computing = new Promise<void>((resolve) => (began = resolve));
    const first = runner.run(stuck, { onProgress: () => began() });
    const second = runner.run(request('echo', { text: 'still here' }));
    await computing;
    const { pid = 0 } = runner;
    runner.cancel(stuck.id);
    expect((await first).status).toBe('canceled');
    expect((await second).status).toBe('succeeded');
    expect(await isGone(pid)).toBe(true);
    expect(runner.pid).not.toBe(pid);
  });

  it('cancels what waits without touching what runs', async () => {
    const first = runner.run(request('echo', { delayMs: 300 }));
    const waiting = request('echo');
    const second = runner.run(waiting);
    runner.cancel(waiting.id);
    expect((await second).status).toBe('canceled');
    expect((await first).status).toBe('succeeded');
  });

  it('fails only the request that was running when the process dies', async () => {
    const [first, second] = await Promise.all([
      runner.run(request('crash')),
      runner.run(request('echo')),
    ]);
    expect(first).toMatchObject({
      status: 'failed',
      error: { code: 'local-model-crashed', retryable: true },
    });
    expect(first.status === 'failed' && first.error.message).toContain('SIGSEGV');
    expect(first.status === 'failed' && first.error.message).toContain('ran out of luck');
    expect(second.status).toBe('succeeded');
  });

  it('keeps the process when a model refuses or stumbles', async () => {
    const refused = await runner.run(request('refuse'));
    const { pid } = runner;
    const stumbled = await runner.run(request('stumble'));
    expect(refused).toMatchObject({ error: { code: 'no-speech' } });
    expect(stumbled).toMatchObject({
      error: { code: 'model-failed', message: 'test/stumble failed: x is not a function' },
    });
    expect(runner.pid).toBe(pid);
  });

  it('lets the process go after a while without requests, and starts another when asked', async () => {
    const brief = new ModelRunner({ weightsFolder: folder, modelsModule, idleAfterMs: 50 });
    await brief.run(request('echo'));
    const { pid = 0 } = brief;
    expect(await isGone(pid)).toBe(true);
    expect((await brief.run(request('echo'))).status).toBe('succeeded');
    brief.close();
  });

  it('neither keeps its parent alive nor outlives it', async () => {
    const program = `
      import { ModelRunner } from ${JSON.stringify(new URL('../src/runner/model-runner.ts', import.meta.url).href)};
      const runner = new ModelRunner({ weightsFolder: ${JSON.stringify(folder)}, modelsModule: ${JSON.stringify(modelsModule)}, idleAfterMs: 60000 });
      const outcome = await runner.run({ id: 'r', model: 'test/echo', input: {}, outputFolder: ${JSON.stringify(folder)} });
      console.log(outcome.output.pid);`;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const flags = [
      '--conditions=@catena/source',
      '--import',
      tsx,
      '--input-type=module',
      '-e',
      program,
    ];
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const parent = spawn(process.execPath, flags, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    parent.stdout.on('data', (chunk) => (text += String(chunk)));
    const [code] = await once(parent, 'close');
    expect(code).toBe(0);
    expect(await isGone(Number(text))).toBe(true);
  });
});
