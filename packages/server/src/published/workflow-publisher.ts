import {
  InvalidWorkflowError,
  knowLocked,
  semanticHash,
  systemClock,
  validateWorkflow,
  type Engine,
  type LockFile,
  type NodeLibrary,
  type TypedWorkflow,
  type Workflow,
} from '@catena/engine';
import { HttpError } from '../errors/http-error.ts';
import { notFound } from '../errors/not-found.ts';
import { noFolder } from '../runs/no-folder.ts';
import { readDocument } from '../workflows/read-document.ts';
import type { WorkflowStore } from '../workflows/workflow-store.ts';
import { describeWorkflow, exampleOf } from './describe-workflow.ts';
import type { PublishedModel, PublishedVersion } from './published-model.ts';
import type { PublishedModelStore } from './published-model-store.ts';

export interface WorkflowPublisherParts {
  engine: Pick<Engine, 'validate' | 'lock'>;
  library: NodeLibrary;
  workflows: Pick<WorkflowStore, 'get'>;
  models: PublishedModelStore;
  /** Whether somebody else offers a model of this name. */
  isTaken(model: string): Promise<boolean>;
}

/** What to publish a workflow as. */
export interface PublishOptions {
  /** `owner/name` */
  model: string;
  /** @defaultValue that of the workflow */
  description?: string | undefined;
}

function nameTaken(model: string, by: string): HttpError {
  return new HttpError(409, {
    code: 'model-name-taken',
    message: `There is a model "${model}" already: ${by}.`,
    hint: 'Choose another name.',
  });
}

/** Turns saved workflows into models, frozen as they are at the time. */
export class WorkflowPublisher {
  readonly #parts: WorkflowPublisherParts;

  constructor(parts: WorkflowPublisherParts) {
    this.#parts = parts;
  }

  /**
   * Publishes a workflow as it is saved, its models pinned to the versions of now. To publish it
   * again makes a new version; the older ones stay callable.
   *
   * @throws InvalidWorkflowError; HttpError 404 `workflow-not-found`, 409 `model-name-taken`,
   * 422 `workflow-without-outputs`.
   */
  async publish(
    workflowId: string,
    { model, description }: PublishOptions,
  ): Promise<PublishedModel> {
    const { workflows, models, engine } = this.#parts;
    const saved = await workflows.get(workflowId);
    if (!saved) throw notFound('workflow', workflowId);
    await this.#checkName(model, workflowId);
    const workflow = readDocument(saved.workflow);
    await this.#check(workflow);
    const lock = await engine.lock(workflow);
    const now = systemClock.now();
    const earlier = models.find(model);
    const published: PublishedModel = {
      model,
      workflowId,
      title: saved.name,
      description: description ?? workflow.description ?? earlier?.description ?? '',
      createdAt: earlier?.createdAt ?? now,
    };
    const example = exampleOf(workflow);
    models.publish(published, {
      model,
      id: semanticHash(workflow),
      revision: saved.revision,
      createdAt: now,
      publishedAt: now,
      workflow,
      lock,
      schemas: describeWorkflow(workflow, this.#type(workflow, lock)),
      ...(example && { example }),
    });
    return published;
  }

  list(): PublishedModel[] {
    return this.#parts.models.list();
  }

  /** @throws HttpError 404 `published-model-not-found`. */
  get(model: string): { published: PublishedModel; versions: PublishedVersion[] } {
    const published = this.#parts.models.find(model);
    if (!published) throw notFound('published model', model);
    return { published, versions: this.#parts.models.versions(model) };
  }

  /** Takes a model back with all its versions; the workflow stays. @throws HttpError 404. */
  unpublish(model: string): void {
    if (!this.#parts.models.delete(model)) throw notFound('published model', model);
  }

  async #checkName(model: string, workflowId: string): Promise<void> {
    const { models, isTaken } = this.#parts;
    const published = models.find(model);
    if (published && published.workflowId !== workflowId) {
      throw nameTaken(model, `the workflow "${published.title}" is published as it`);
    }
    if (await isTaken(model)) throw nameTaken(model, 'it comes with Catena');
  }

  async #check(workflow: Workflow): Promise<void> {
    const issues = await this.#parts.engine.validate(workflow, { folder: noFolder });
    if (issues.some(({ severity }) => severity === 'error')) throw new InvalidWorkflowError(issues);
    if (Object.keys(workflow.outputs ?? {}).length > 0) return;
    throw new HttpError(422, {
      code: 'workflow-without-outputs',
      message: 'The workflow has no output, so as a model it would give nothing.',
      hint: 'Name at least one output of the workflow, save it and publish it again.',
    });
  }

  #type(workflow: Workflow, lock: LockFile): TypedWorkflow {
    const { catalog } = this.#parts.library;
    return validateWorkflow(workflow, { catalog, ...knowLocked(lock, catalog) }).typed;
  }
}
