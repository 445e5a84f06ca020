import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '@catena/engine';
import { checkoutRoot } from './checkout-root.ts';
import { defaultDataFolder } from './data-folder.ts';
import { parseAllowance } from './replicate-api/limits/parse-allowance.ts';
import type { Allowance } from './replicate-api/limits/token-bucket.ts';
import { parseDuration } from './replicate-api/time/parse-duration.ts';

/** Most predictions and computing steps that are sensible in one process. */
const largestConcurrency = 1024;

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Largest file that can be uploaded where nothing is said: 2 GiB. */
const defaultMaxUploadBytes = 2 * 1024 ** 3;

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
  CATENA_TEMPLATES: z.string().optional().meta({
    description:
      'Folder of workflows to start from, each a folder with a workflow.json; the examples of a checkout where nothing is said.',
  }),
  CATENA_EDITOR: z.string().optional().meta({
    description: 'Folder of the built editor; that of a checkout where nothing is said.',
  }),
  CATENA_TOKEN: z.string().min(8, 'a token has at least 8 characters').optional().meta({
    description:
      'Token that every request to the server must carry. Unlike --token it cannot be seen in lists of processes.',
  }),
  CATENA_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description: 'Address at which others reach the server, where it is not its own.',
    }),
  CATENA_LOG: z.enum(logLevels).optional().meta({
    description:
      'What the server writes to its log: silent, error, warn, info or debug; warn where nothing is said.',
  }),
  CATENA_MAX_UPLOAD: count(Number.MAX_SAFE_INTEGER).optional().meta({
    description: 'Largest file that can be uploaded, in bytes; 2 GiB where nothing is said.',
  }),
  CATENA_COG: z
    .string()
    .regex(/^[\w./-]+=https?:\/\/[^,\s]+(,\s*[\w./-]+=https?:\/\/[^,\s]+)*$/, {
      error: 'containers are written name=http://host:5000, with commas between them',
    })
    .optional()
    .meta({
      description:
        'Cog containers of models that one runs oneself: name=http://host:5000, several with commas between them.',
    }),
  CATENA_REPLICATE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        "Where Replicate's API is, with its version, e.g. http://other-machine:4747/v1 for another Catena; Replicate itself where nothing is said. The token goes there.",
    }),
  REPLICATE_API_TOKEN: z.string().optional().meta({
    description: 'Token of the account at Replicate, where none is saved in the settings.',
  }),
  CATENA_TEST_MODE: z.enum(['0', '1'], { error: 'it is 1 or 0' }).optional().meta({
    description:
      'With 1 there are also models named test/…, for testing clients; never for other use.',
  }),
  CATENA_TEST_CLOCK: z.coerce
    .number('it is how many times faster time passes, from 1 to 10000')
    .min(1)
    .max(10_000)
    .optional()
    .meta({
      description:
        'How many times faster limits, deadlines, retention and repeated webhooks of /v1 pass; for testing clients.',
    }),
  CATENA_RATE_LIMIT: z
    .string()
    .refine((text) => parseAllowance(text) !== undefined, 'it looks like 600/min or 6/min, burst 1')
    .optional()
    .meta({
      description:
        'Predictions that may be created under /v1, e.g. 6/min, burst 1; 600/min where nothing is said.',
    }),
  CATENA_RETENTION: z
    .string()
    .refine(
      (text) => text === 'off' || parseDuration(text) !== undefined,
      'it is a time such as 90s, 30m, 1h or 7d, or off',
    )
    .optional()
    .meta({
      description:
        'Time after which inputs, outputs and logs of predictions under /v1 are removed, or off; 1h where nothing is said.',
    }),
  CATENA_GC_INTERVAL: z
    .string()
    .refine(
      (text) => text === 'off' || parseDuration(text) !== undefined,
      'it is a time such as 30m, 6h or 7d, or off',
    )
    .optional()
    .meta({
      description:
        'How often the server deletes files that nothing needs any more, or off; 6h where nothing is said.',
    }),
  CATENA_GC_GRACE: z
    .string()
    .refine((text) => parseDuration(text) !== undefined, 'it is a time such as 30m, 24h or 7d')
    .optional()
    .meta({
      description:
        'Time after its last use in which a file is never deleted as garbage; 24h where nothing is said.',
    }),
  CATENA_IDEMPOTENCY: z.enum(['on', 'off'], { error: 'it is on or off' }).optional().meta({
    description:
      'With off the header Idempotency-Key has no meaning under /v1, as at Replicate; on where nothing is said.',
  }),
  XDG_DATA_HOME: z
    .string()
    .optional()
    .meta({ description: 'Where data folders of programs lie; ~/.local/share else.' }),
});

/** A Cog container: the name of its model, and where it listens. */
export interface CogContainer {
  name: string;
  url: string;
}

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
  /** Folder of workflows to start from; absolute. There are none where it is missing. */
  templatesFolder?: string;
  /** Folder of the built editor; absolute. */
  editorFolder?: string;
  /** What every request to the server must carry; nothing where it is missing. */
  token?: string;
  /** Where others reach the server, where it is not its own address. */
  publicUrl?: string;
  /** Whether there are models for testing clients. */
  testMode?: boolean;
  /** Where Replicate's API is, where it is not Replicate itself. */
  replicateUrl?: string;
  /** Of the account at Replicate; one that is saved in the settings wins. */
  replicateToken?: string;
  /** Cog containers, each with the name of its model. */
  cogContainers?: readonly CogContainer[];
  /** How many times faster limits and deadlines of Replicate's API pass. */
  clockFactor?: number;
  /** Predictions that may be created under Replicate's API. */
  createAllowance?: Allowance;
  /** Time for which data of predictions is kept, in milliseconds; for ever where it is missing. */
  retentionMs?: number;
  /** How often garbage is collected by a server, in milliseconds; never where it is missing. */
  gcIntervalMs?: number;
  /** Time after its last use in which a file is no garbage, in milliseconds. @defaultValue a day */
  gcGraceMs?: number;
  /** Whether creates can be repeated under the same key. @defaultValue true */
  isIdempotent?: boolean;
  logLevel: (typeof logLevels)[number];
  /** Largest file that can be uploaded. */
  maxUploadBytes: number;
}

/** Settings that win over the environment, such as flags of the command line. */
export interface ConfigOverrides {
  /** Relative to `workingFolder`. */
  dataFolder?: string | undefined;
  maxSteps?: number | undefined;
  /** As CATENA_TOKEN. */
  token?: string | undefined;
  /** As CATENA_PUBLIC_URL. */
  publicUrl?: string | undefined;
  /** @defaultValue the working folder of the process */
  workingFolder?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Variables = z.infer<typeof environmentSchema>;

/** Overrides that say the same as a variable are held to the same rules. */
function readEnvironment(environment: Environment, overrides: ConfigOverrides): Variables {
  const { token, publicUrl } = overrides;
  // A variable that is set to nothing counts as not set, as users of shells expect.
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const given: Record<string, string | undefined> = Object.fromEntries(set);
  if (token !== undefined) given['CATENA_TOKEN'] = token;
  if (publicUrl !== undefined) given['CATENA_PUBLIC_URL'] = publicUrl;
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const value = name === 'CATENA_TOKEN' ? 'not usable' : `"${given[name]}"`;
  throw new EngineError({
    code: 'invalid-config',
    message: `${given[name] === environment[name] ? `The environment variable ${name}` : 'A setting'} is ${value}: ${issue?.message}.`,
    hint: 'Correct it, or leave it out to take the default.',
  });
}

/** Members that are there only where something was said. */
function withoutUndefined<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const set = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
}

function chooseFolders(set: Variables, workingFolder: string) {
  const root = checkoutRoot();
  const choose = (said: string | undefined, inCheckout: string): string | undefined => {
    if (said !== undefined) return resolve(workingFolder, said);
    return root === undefined ? undefined : join(root, inCheckout);
  };
  return withoutUndefined({
    cacheFolder:
      set.CATENA_CACHE === undefined ? undefined : resolve(workingFolder, set.CATENA_CACHE),
    templatesFolder: choose(set.CATENA_TEMPLATES, 'examples'),
    editorFolder: choose(set.CATENA_EDITOR, join('packages', 'editor', 'dist')),
  });
}

/**
 * Reads the configuration from the environment; overrides win.
 *
 * @throws EngineError `invalid-config`.
 */
export function loadConfig(environment: Environment, overrides: ConfigOverrides = {}): Config {
  const set = readEnvironment(environment, overrides);
  const workingFolder = overrides.workingFolder ?? process.cwd();
  const chosen = overrides.dataFolder ?? set.CATENA_DATA;
  return {
    dataFolder:
      chosen === undefined
        ? defaultDataFolder(usableFolder(set.XDG_DATA_HOME))
        : resolve(workingFolder, chosen),
    ...chooseFolders(set, workingFolder),
    ...withoutUndefined({
      computeConcurrency: set.CATENA_CONCURRENCY,
      maxSteps: overrides.maxSteps ?? set.CATENA_MAX_STEPS,
      token: overrides.token ?? set.CATENA_TOKEN,
      publicUrl: overrides.publicUrl ?? set.CATENA_PUBLIC_URL,
      replicateUrl: set.CATENA_REPLICATE_URL,
      replicateToken: set.REPLICATE_API_TOKEN,
      testMode: set.CATENA_TEST_MODE === '1' ? true : undefined,
      clockFactor: set.CATENA_TEST_CLOCK,
      createAllowance: parseAllowance(set.CATENA_RATE_LIMIT ?? ''),
      retentionMs: parseDuration(set.CATENA_RETENTION ?? '1h'),
      gcIntervalMs: parseDuration(set.CATENA_GC_INTERVAL ?? '6h'),
      gcGraceMs: parseDuration(set.CATENA_GC_GRACE ?? '24h'),
      isIdempotent: set.CATENA_IDEMPOTENCY === 'off' ? false : undefined,
    }),
    ...readContainers(set.CATENA_COG),
    logLevel: set.CATENA_LOG ?? 'warn',
    maxUploadBytes: set.CATENA_MAX_UPLOAD ?? defaultMaxUploadBytes,
  };
}

/** The XDG specification says that relative paths are to be ignored. */
function usableFolder(folder: string | undefined): string | undefined {
  return folder !== undefined && isAbsolute(folder) ? join(folder) : undefined;
}

function readContainers(written: string | undefined): Pick<Config, 'cogContainers'> {
  if (written === undefined) return {};
  const cogContainers = written.split(',').map((entry) => {
    const equals = entry.indexOf('=');
    return { name: entry.slice(0, equals).trim(), url: entry.slice(equals + 1).trim() };
  });
  return { cogContainers };
}
