import { systemClock } from '@catena/engine';
import type { SqliteFile } from '../../database/sqlite-file.ts';
import type { DeployedModel, DeploymentFinder } from '../predictions/find-version.ts';

/** What can be changed of a deployment; each change is a release. */
export interface Release {
  /** `owner/name` */
  model: string;
  version: string;
  hardware: string;
  minInstances: number;
  maxInstances: number;
}

/** A model version under a name of its own. */
export interface Deployment extends Release {
  owner: string;
  name: string;
  /** Of the release, from 1. */
  number: number;
  /** Milliseconds since the epoch; of the release. */
  releasedAt: number;
}

interface DeploymentRow {
  owner: string;
  name: string;
  number: number;
  model: string;
  version: string;
  hardware: string;
  min_instances: number;
  max_instances: number;
  released_at: number;
}

function toDeployment(row: DeploymentRow): Deployment {
  return {
    owner: row.owner,
    name: row.name,
    number: row.number,
    model: row.model,
    version: row.version,
    hardware: row.hardware,
    minInstances: row.min_instances,
    maxInstances: row.max_instances,
    releasedAt: row.released_at,
  };
}

/** Whether a deployment has been set to no instances at all. */
export function isDisabled({ minInstances, maxInstances }: Release): boolean {
  return minInstances === 0 && maxInstances === 0;
}

/** Keeps deployments. */
export class DeploymentStore implements DeploymentFinder {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** Newest first. */
  list(): Deployment[] {
    return this.#file
      .all<DeploymentRow>('select * from deployment order by created_at desc, name')
      .map(toDeployment);
  }

  get(owner: string, name: string): Deployment | undefined {
    const row = this.#file.first<DeploymentRow>(
      'select * from deployment where owner = ? and name = ?',
      [owner, name],
    );
    return row && toDeployment(row);
  }

  async find(owner: string, name: string): Promise<DeployedModel | undefined> {
    const found = this.get(owner, name);
    const { model, version } = found ?? {};
    if (!found || model === undefined || version === undefined) return undefined;
    return { model, version, isDisabled: isDisabled(found) };
  }

  /** Keeps a release: the first of a new deployment, or the next one. */
  release(owner: string, name: string, release: Release): Deployment {
    const now = systemClock.now();
    const { model, version, hardware, minInstances, maxInstances } = release;
    this.#file.run(
      `insert into deployment (owner, name, number, model, version, hardware, min_instances,
         max_instances, created_at, released_at) values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
       on conflict (owner, name) do update set number = number + 1, model = excluded.model,
         version = excluded.version, hardware = excluded.hardware,
         min_instances = excluded.min_instances, max_instances = excluded.max_instances,
         released_at = excluded.released_at`,
      [owner, name, model, version, hardware, minInstances, maxInstances, now, now],
    );
    return { owner, name, ...release, number: this.get(owner, name)?.number ?? 1, releasedAt: now };
  }

  /** Whether there was one. */
  delete(owner: string, name: string): boolean {
    return this.#file.run('delete from deployment where owner = ? and name = ?', [owner, name]) > 0;
  }
}
