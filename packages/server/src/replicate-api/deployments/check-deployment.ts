import type { JsonSchema } from '@catena/engine';
import { inputInvalid, ReplicateError } from '../errors/replicate-error.ts';
import type { HostedModels } from '../hosted/hosted-models.ts';
import { checkValue } from '../input/check-value.ts';
import type { Release } from './deployment-store.ts';

const releaseMembers: Record<string, JsonSchema> = {
  model: { type: 'string' },
  version: { type: 'string' },
  hardware: { type: 'string' },
  min_instances: { type: 'integer', minimum: 0, maximum: 5 },
  max_instances: { type: 'integer', minimum: 0, maximum: 20 },
};

const creation: JsonSchema = {
  type: 'object',
  required: ['name', 'model', 'version', 'hardware', 'min_instances', 'max_instances'],
  properties: { name: { type: 'string' }, ...releaseMembers },
  additionalProperties: false,
};

const change: JsonSchema = {
  type: 'object',
  properties: releaseMembers,
  additionalProperties: false,
};

interface ReleaseBody {
  name?: string;
  model?: string;
  version?: string;
  hardware?: string;
  min_instances?: number;
  max_instances?: number;
}

const namePattern = /^[a-z0-9][a-z0-9._-]{0,99}$/;

function refuse(detail: string): ReplicateError {
  return new ReplicateError({ title: 'Invalid deployment', detail, status: 422 });
}

function checkForm(body: unknown, schema: JsonSchema): ReleaseBody {
  const value = body ?? {};
  const issues = checkValue({ place: { base: '', path: [] }, value, schema, schemas: {} });
  if (issues.length > 0) throw inputInvalid(issues);
  return value;
}

/**
 * Reads the body that creates a deployment.
 *
 * @throws ReplicateError 422.
 */
export function readCreation(body: unknown): { name: string; release: Release } {
  const given = checkForm(body, creation);
  const { name = '', model = '', version = '', hardware = '' } = given;
  if (!namePattern.test(name)) {
    throw refuse('name must be in lowercase letters, digits, dots, - and _');
  }
  const [minInstances, maxInstances] = [given.min_instances ?? 0, given.max_instances ?? 0];
  return { name, release: { model, version, hardware, minInstances, maxInstances } };
}

/**
 * Reads the body that changes a deployment: what is left out stays.
 *
 * @throws ReplicateError 422.
 */
export function readChange(body: unknown, current: Release): Release {
  const given = checkForm(body, change);
  return {
    model: given.model ?? current.model,
    version: given.version ?? current.version,
    hardware: given.hardware ?? current.hardware,
    minInstances: given.min_instances ?? current.minInstances,
    maxInstances: given.max_instances ?? current.maxInstances,
  };
}

/**
 * Checks what a release names.
 *
 * @throws ReplicateError 422.
 */
export async function checkRelease(
  { model: fullName, version, hardware, minInstances, maxInstances }: Release,
  hosted: HostedModels,
  skus: readonly string[],
): Promise<void> {
  const [owner = '', name = ''] = fullName.split('/');
  const model = await hosted.find(owner, name);
  if (!model) throw refuse(`There is no model ${fullName}`);
  const versions = await model.versions();
  if (!versions.some(({ id }) => id === version)) {
    throw refuse(`There is no version ${version} of ${fullName}`);
  }
  if (!skus.includes(hardware)) {
    throw refuse(`There is no hardware ${hardware}; there is: ${skus.join(', ')}`);
  }
  if (minInstances > maxInstances) throw refuse('min_instances must not exceed max_instances');
}
