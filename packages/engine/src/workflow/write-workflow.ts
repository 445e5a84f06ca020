import { EngineError } from '../errors/engine-error.ts';
import { checkContent } from './check-content.ts';
import { writeJson, type JsonLayout } from './write-json.ts';
import {
  retrySchema,
  workflowInputSchema,
  workflowNodeSchema,
  workflowOutputSchema,
  workflowSchema,
  type Workflow,
} from './workflow-schema.ts';

function membersOf(schema: { shape: object }): readonly string[] {
  return Object.keys(schema.shape);
}

const plain: JsonLayout = { order: 'sorted' };

/** The form of a workflow: for each place, the order of its members and which of them stand alone. */
const layout: JsonLayout = {
  order: membersOf(workflowSchema),
  expanded: true,
  members: {
    // People read them as a form, from top to bottom.
    inputs: {
      order: 'kept',
      expanded: true,
      each: { order: membersOf(workflowInputSchema) },
    },
    nodes: {
      order: 'sorted',
      expanded: true,
      each: {
        order: membersOf(workflowNodeSchema),
        expanded: true,
        members: { input: plain, retry: { order: membersOf(retrySchema) } },
      },
    },
    outputs: {
      order: 'kept',
      expanded: true,
      each: { order: membersOf(workflowOutputSchema) },
    },
    layout: { order: 'sorted', expanded: true, each: { order: 'sorted', oneLine: true } },
  },
};

function refuseUnreadable(workflow: Workflow): void {
  const issue = checkContent(workflow).find(({ severity }) => severity === 'error');
  if (!issue) return;
  const { code, message, hint } = issue;
  throw new EngineError({ code, message: `${message} The workflow was not written.`, hint });
}

/**
 * Writes a workflow as text. Equal workflows give equal bytes: known members in the order of the
 * schema and unknown ones sorted after them, nodes and their input by name, two spaces, what fits into
 * 100 columns on one line, one line for each node of the layout, a final newline. `inputs` and `outputs`
 * keep their order, since it is the order of the form. Numbers are written in their shortest form.
 *
 * @throws EngineError `secret-in-file` when a text looks like a provider's token; `too-deep`,
 *   `invalid-id` or `invalid-value` for what could not be read again.
 */
export function writeWorkflow(workflow: Workflow): string {
  refuseUnreadable(workflow);
  return `${writeJson(workflow, layout)}\n`;
}
