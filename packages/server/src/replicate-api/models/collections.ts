import { modelPorts, type BaseType } from '@catena/engine';
import type { HostedModel, HostedVersion } from '../hosted/hosted-model.ts';

/** A model with its newest version. */
export interface ListedModel {
  model: HostedModel;
  versions: readonly HostedVersion[];
}

/** Models that have something in common. */
export interface Collection {
  slug: string;
  name: string;
  description: string;
  has(listed: ListedModel): boolean;
}

function carries(base: BaseType): Collection['has'] {
  return ({ model: { owner, name, facts }, versions: [newest] }) => {
    if (!newest) return false;
    const { title, description } = facts;
    const { inputs, outputs } = modelPorts({
      model: `${owner}/${name}`,
      version: newest.id,
      ...(title !== undefined && { title }),
      description,
      openapiSchema: newest.openapiSchema,
      ...(facts.defaultExample && { defaultExample: facts.defaultExample }),
      metered: false,
    });
    return [...inputs, ...outputs].some(({ type }) => type.base === base);
  };
}

const comesFrom =
  (origin: string): Collection['has'] =>
  ({ model }) =>
    model.facts.origin === origin;

/** All of them; those without a model are not shown. */
export const collections: readonly Collection[] = [
  {
    slug: 'local-models',
    name: 'Local models',
    description: 'Models that run on this machine, without a service or a key.',
    has: comesFrom('local'),
  },
  {
    slug: 'published-workflows',
    name: 'Published workflows',
    description: 'Workflows of this server that can be called as models.',
    has: comesFrom('published'),
  },
  {
    slug: 'pictures',
    name: 'Pictures',
    description: 'Models that take or make pictures.',
    has: carries('image'),
  },
  {
    slug: 'sounds',
    name: 'Sounds',
    description: 'Models that take or make sounds.',
    has: carries('audio'),
  },
  {
    slug: 'texts',
    name: 'Texts',
    description: 'Models that take or make text.',
    has: carries('text'),
  },
  {
    slug: 'test-models',
    name: 'Test models',
    description: 'Models for testing clients; there in test mode only.',
    has: comesFrom('test'),
  },
];
