import { EngineError } from '../errors/engine-error.ts';
import type { Issue } from '../errors/issue.ts';

/** A workflow that cannot be planned or run; carries every issue found. */
export class InvalidWorkflowError extends EngineError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const errors = issues.filter((issue) => issue.severity === 'error');
    super({
      code: 'invalid-workflow',
      message: `The workflow has ${errors.length} ${errors.length === 1 ? 'problem' : 'problems'}: ${errors.map((issue) => issue.message).join(' ')}`,
      hint: errors.find((issue) => issue.hint)?.hint,
      details: { issues },
    });
    this.issues = issues;
  }
}
