import { createHash } from 'node:crypto';
import { cogVersion } from '../../cog/cog-document.ts';
import type { HostedModel, HostedVersion } from '../hosted/hosted-model.ts';

const idLength = 26;

/** A version as Replicate's API shows it. */
export function toVersionObject({ id, createdAt, openapiSchema }: HostedVersion) {
  return { id, created_at: createdAt, cog_version: cogVersion, openapi_schema: openapiSchema };
}

/** The example of a model, in the form of a prediction; null where there is none. */
export function toExampleObject(
  { owner, name, facts }: HostedModel,
  version: HostedVersion | undefined,
  baseUrl: string,
) {
  const { defaultExample: example, createdAt } = facts;
  if (!example || !version) return null;
  const seed = `${owner}/${name} ${version.id}`;
  const id = createHash('sha256').update(seed).digest('hex').slice(0, idLength);
  const url = `${baseUrl}/v1/predictions/${id}`;
  const hasRun = example.output !== undefined;
  return {
    id,
    model: `${owner}/${name}`,
    version: version.id,
    input: example.input,
    output: example.output ?? null,
    logs: '',
    error: null,
    // An example that nobody has run has no output.
    status: hasRun ? 'succeeded' : 'starting',
    created_at: createdAt,
    started_at: hasRun ? createdAt : null,
    completed_at: hasRun ? createdAt : null,
    metrics: {},
    urls: { get: url, cancel: `${url}/cancel` },
  };
}

export interface ModelObjectParts {
  versions: readonly HostedVersion[];
  baseUrl: string;
  /** Predictions of the model. */
  runCount: number;
}

/** A model as Replicate's API shows it: what is not known is null, never left out. */
export function toModelObject(model: HostedModel, parts: ModelObjectParts) {
  const { owner, name, facts } = model;
  const { versions, baseUrl, runCount } = parts;
  const [newest] = versions;
  return {
    url: `${baseUrl}/v1/models/${owner}/${name}`,
    owner,
    name,
    description: facts.description,
    visibility: 'public',
    is_official: facts.isOfficial,
    github_url: facts.githubUrl ?? null,
    paper_url: facts.paperUrl ?? null,
    license_url: facts.licenseUrl ?? null,
    run_count: runCount,
    cover_image_url: facts.coverImageUrl ?? null,
    default_example: toExampleObject(model, newest, baseUrl),
    latest_version: newest ? toVersionObject(newest) : null,
    created_at: facts.createdAt,
  };
}
