// One measurement in this process: child.ts NAME PARAMETERS, the result goes to the parent.
import { allTasks, type TaskName } from './tasks/all-tasks.ts';

const [name = '', parameters = '{}'] = process.argv.slice(2);
const task = allTasks[name as TaskName] as (parameters: unknown) => Promise<unknown>;
const result = await task(JSON.parse(parameters));
process.send?.(result, () => process.exit(0));
