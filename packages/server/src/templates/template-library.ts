import type { Workflow, WorkflowSource } from '@catena/engine';
import type { TemplateSummary } from '../api/templates.ts';

/** Workflows to start from, and those that they run, under names of their own. */
export interface TemplateLibrary extends WorkflowSource {
  /** By name. A folder that cannot be read as a template is left out. */
  list(): Promise<TemplateSummary[]>;
  /** With its files stored as artifacts; undefined where there is no such template. */
  get(id: string): Promise<(TemplateSummary & { workflow: Workflow }) | undefined>;
  /** Path of its picture, a PNG; undefined where it has none. */
  picture(id: string): Promise<string | undefined>;
}
