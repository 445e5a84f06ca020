import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TaskName, TaskParameters, TaskResult } from './tasks/all-tasks.ts';

const child = fileURLToPath(new URL('child.ts', import.meta.url));
const execArgv = [
  '--conditions=@catena/source',
  '--import',
  import.meta.resolve('tsx'),
  '--expose-gc',
];

/** Measures in a process of its own, so that no measurement warms or litters the next. */
export function inFreshProcess<Name extends TaskName>(
  name: Name,
  parameters: TaskParameters<Name>,
): Promise<TaskResult<Name>> {
  return new Promise((resolve, reject) => {
    const task = fork(child, [name, JSON.stringify(parameters)], { execArgv, stdio: 'inherit' });
    let result: TaskResult<Name> | undefined;
    task.on('message', (message) => {
      result = message as TaskResult<Name>;
    });
    task.on('error', reject);
    task.on('exit', (code) => {
      if (code === 0 && result !== undefined) resolve(result);
      else reject(new Error(`The measurement "${name}" ended with ${code} and gave no result.`));
    });
  });
}

/** Repeats a measurement, each time in a fresh process, and keeps the one of the least cost. */
export async function bestOf<Name extends TaskName>(
  times: number,
  order: { name: Name; parameters: TaskParameters<Name> },
  costOf: (result: TaskResult<Name>) => number,
): Promise<TaskResult<Name>> {
  let best = await inFreshProcess(order.name, order.parameters);
  for (let round = 1; round < times; round += 1) {
    const next = await inFreshProcess(order.name, order.parameters);
    if (costOf(next) < costOf(best)) best = next;
  }
  return best;
}
