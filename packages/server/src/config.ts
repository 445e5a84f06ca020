import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '@catena/engine';
import { defaultDataFolder } from './data-folder.ts';

/** Most predictions and computing steps that are sensible in one process. */
const largestConcurrency = 1024;

const count = (largest: number) => z.coerce.number().int().min(1).max(largest);

/** The environment variables that Catena reads, each with what it means. */
export const environmentSchema = z.object({
  CATENA_DATA: z
    .string()
    .optional()
    .meta({ description: 'Folder for runs, artifacts and the prediction cache.' }),
  CATENA_CACHE: z.string().optional().meta({
    description: 'Folder for what can be fetched again, such as the weights of local models.',
  }),
  CATENA_CONCURRENCY: count(largestConcurrency)
    .optional()
    .meta({ description: 'Steps that compute in this process at once; 8 where nothing is said.' }),
  CATENA_MAX_STEPS: count(Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: 'Most steps of a run; 10000 where nothing is said.' }),
  XDG_DATA_HOME: z
    .string()
    .optional()
    .meta({ description: 'Where data folders of programs lie; ~/.local/share else.' }),
});

/** What a process of Catena is set to. */
export interface Config {
  /** Folder for runs, artifacts and the prediction cache; absolute. */
  dataFolder: string;
  /** Folder for what can be fetched again; absolute. The default of the local models where it is missing. */
  cacheFolder?: string;
  /** Steps that compute in this process at once. */
  computeConcurrency?: number;
  /** Most steps of a run. */
  maxSteps?: number;
}

/** Settings that win over the environment, such as flags of the command line. */
export interface ConfigOverrides {
  /** Relative to `workingFolder`. */
  dataFolder?: string | undefined;
  maxSteps?: number | undefined;
  /** @defaultValue the working folder of the process */
  workingFolder?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

function readEnvironment(environment: Environment): z.infer<typeof environmentSchema> {
  // A variable that is set to nothing counts as not set, as shells users expect.
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw new EngineError({
    code: 'invalid-config',
    message: `The environment variable ${name} is "${environment[name]}": ${issue?.message}.`,
    hint: 'Correct it, or unset it to take the default.',
  });
}

/**
 * Reads the configuration from the environment; overrides win.
 *
 * @throws EngineError `invalid-config`.
 */
export function loadConfig(environment: Environment, overrides: ConfigOverrides = {}): Config {
  const set = readEnvironment(environment);
  const workingFolder = overrides.workingFolder ?? process.cwd();
  const chosen = overrides.dataFolder ?? set.CATENA_DATA;
  const config: Config = {
    dataFolder:
      chosen === undefined
        ? defaultDataFolder(usableFolder(set.XDG_DATA_HOME))
        : resolve(workingFolder, chosen),
  };
  if (set.CATENA_CACHE !== undefined) config.cacheFolder = resolve(workingFolder, set.CATENA_CACHE);
  if (set.CATENA_CONCURRENCY !== undefined) config.computeConcurrency = set.CATENA_CONCURRENCY;
  const maxSteps = overrides.maxSteps ?? set.CATENA_MAX_STEPS;
  if (maxSteps !== undefined) config.maxSteps = maxSteps;
  return config;
}

/** The XDG specification says that relative paths are to be ignored. */
function usableFolder(folder: string | undefined): string | undefined {
  return folder !== undefined && isAbsolute(folder) ? join(folder) : undefined;
}
