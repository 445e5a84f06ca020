import { invalidVersion, ReplicateError, resourceNotFound } from '../errors/replicate-error.ts';
import type { FoundVersion, HostedModels } from '../hosted/hosted-models.ts';

/** What a create names: a version in its body, or a model or a deployment in its path. */
export type PredictionTarget =
  | { kind: 'version'; version: string }
  | { kind: 'model'; owner: string; name: string }
  | { kind: 'deployment'; owner: string; name: string };

/** What a deployment runs. */
export interface DeployedModel {
  /** `owner/name` */
  model: string;
  version: string;
  /** Whether it has been set to no instances at all. */
  isDisabled: boolean;
}

/** Finds deployments by name. */
export interface DeploymentFinder {
  find(owner: string, name: string): Promise<DeployedModel | undefined>;
}

/** Where targets are looked up. */
export interface TargetParts {
  hosted: HostedModels;
  deployments: DeploymentFinder;
}

const versionText = /^(?:([^/:\s]+)\/([^/:\s]+)(?::([0-9a-f]{64}))?|([0-9a-f]{64}))$/;

async function newestOf(hosted: HostedModels, owner: string, name: string) {
  const model = await hosted.find(owner, name);
  const [version] = model ? await model.versions() : [];
  return model && version && { model, version };
}

/** Models may share a version: the same workflow, published under two names. */
async function versionOf(hosted: HostedModels, name: string, id: string) {
  const model = await hosted.find(...(name.split('/') as [string, string]));
  const version = (await model?.versions())?.find((candidate) => candidate.id === id);
  return model && version && { model, version };
}

async function byVersion(hosted: HostedModels, text: string): Promise<FoundVersion> {
  const [match, owner, name, pinned, bare] = versionText.exec(text) ?? [];
  if (match === undefined) throw invalidVersion();
  const found =
    bare !== undefined
      ? await hosted.findVersion(bare)
      : pinned !== undefined
        ? await versionOf(hosted, `${owner}/${name}`, pinned)
        : await newestOf(hosted, owner ?? '', name ?? '');
  if (!found) throw invalidVersion();
  return found;
}

async function byDeployment(parts: TargetParts, owner: string, name: string) {
  const deployed = await parts.deployments.find(owner, name);
  if (!deployed) throw resourceNotFound();
  if (deployed.isDisabled) {
    throw new ReplicateError({
      title: 'Deployment is disabled',
      detail: `The deployment ${owner}/${name} has been set to no instances; give it at least one`,
      status: 422,
    });
  }
  return byVersion(parts.hosted, `${deployed.model}:${deployed.version}`);
}

/**
 * Finds what a create names.
 *
 * @throws ReplicateError 404 for models and deployments, 422 for versions that are not there.
 */
export async function findVersion(
  parts: TargetParts,
  target: PredictionTarget,
): Promise<FoundVersion> {
  if (target.kind === 'version') return byVersion(parts.hosted, target.version);
  const { owner, name } = target;
  if (target.kind === 'deployment') return byDeployment(parts, owner, name);
  const found = await newestOf(parts.hosted, owner, name);
  if (!found) throw resourceNotFound();
  return found;
}
