import type { StepRun } from '../../runs/node-run.ts';

/** What a report of a failure says besides the failure. */
export interface ReportContext {
  nodeId: string;
  type: string;
  model?: string | undefined;
  runId?: string | undefined;
}

/** A failure as a text that can be handed on: what happened, to what, with which input. */
export function writeStepReport(step: StepRun, context: ReportContext): string {
  const { error, input, log, predictionId } = step;
  const lines = [
    `Step ${step.id} failed${context.runId === undefined ? '' : ` in run ${context.runId}`}.`,
    `Node: ${context.nodeId} (${context.model ?? context.type})`,
    predictionId !== undefined && `Prediction: ${predictionId}`,
    `Attempt: ${step.attempt}`,
    error && `Error: ${error.message} [${error.code}]`,
    error?.hint !== undefined && `Hint: ${error.hint}`,
    error?.cause && `Cause: ${error.cause.message} [${error.cause.code}]`,
    input && `Input sent:\n${JSON.stringify(input, null, 2)}`,
    log !== undefined && `Log:\n${log}`,
  ];
  return lines.filter((line) => typeof line === 'string').join('\n');
}
