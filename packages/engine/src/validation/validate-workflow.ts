import type { Issue } from '../errors/issue.ts';
import { inferAxes } from '../typing/infer-axes.ts';
import { referencesOf } from '../typing/references.ts';
import type { NodePorts } from '../typing/node-ports.ts';
import type { TypedWorkflow } from '../typing/typed-workflow.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { orderIssues } from './order-issues.ts';
import { bypass } from './rules/bypass.ts';
import { connections } from './rules/connections.ts';
import { correctedTypes } from './rules/corrected-types.ts';
import { cycle } from './rules/cycle.ts';
import { fileValue } from './rules/file-value.ts';
import { invalidTemplate } from './rules/invalid-template.ts';
import { literalValue } from './rules/literal-value.ts';
import { malformedModel } from './rules/malformed-model.ts';
import { missingFile } from './rules/missing-file.ts';
import { missingInput } from './rules/missing-input.ts';
import { missingModel } from './rules/missing-model.ts';
import { missingWorkflow } from './rules/missing-workflow.ts';
import { notConnectable } from './rules/not-connectable.ts';
import { randomValue } from './rules/random-value.ts';
import { secrets } from './rules/secrets.ts';
import { strayLayout } from './rules/stray-layout.ts';
import { unknownModel } from './rules/unknown-model.ts';
import { unknownNodeType } from './rules/unknown-node-type.ts';
import { unknownPort } from './rules/unknown-port.ts';
import { unknownProvider } from './rules/unknown-provider.ts';
import { unknownWorkflow } from './rules/unknown-workflow.ts';
import { unusedInputs } from './rules/unused-inputs.ts';
import { workflowInputs } from './rules/workflow-inputs.ts';
import {
  createValidationContext,
  type ValidationOptions,
  type ValidationRule,
} from './validation-context.ts';

const rules: readonly ValidationRule[] = [
  unknownNodeType,
  missingModel,
  malformedModel,
  unknownProvider,
  unknownModel,
  missingWorkflow,
  unknownWorkflow,
  cycle,
  unknownPort,
  missingInput,
  connections,
  notConnectable,
  invalidTemplate,
  literalValue,
  secrets,
  randomValue,
  fileValue,
  missingFile,
  bypass,
  workflowInputs,
  unusedInputs,
  strayLayout,
];

/** What {@link validateWorkflow} found. */
export interface WorkflowValidation {
  /** Errors first, then as they stand in the document. */
  issues: Issue[];
  /** Complete where no issue is an error. */
  typed: TypedWorkflow;
  /** Of every node whose type is known. */
  ports: ReadonlyMap<string, NodePorts>;
}

/**
 * Finds everything that is wrong with a workflow whose form is right: each mistake gives one issue, and
 * what is only wrong because of another mistake gives none. Pure; never throws; time grows linearly
 * with the size of the document.
 */
export function validateWorkflow(
  workflow: Workflow,
  options: ValidationOptions,
): WorkflowValidation {
  const { catalog } = options;
  const known = referencesOf(options);
  const corrected = correctedTypes(workflow, { catalog, known });
  const inferred = inferAxes(corrected.workflow, catalog, known);
  const context = createValidationContext(corrected.workflow, options, inferred);
  const issues = [...corrected.issues, ...rules.flatMap((rule) => rule(context))];
  return {
    issues: orderIssues(issues, workflow),
    typed: inferred.typed,
    ports: inferred.ports,
  };
}
