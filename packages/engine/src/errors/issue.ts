/** All the ways in which a document can be wrong. */
export type IssueCode =
  | 'not-json'
  | 'too-large'
  | 'too-deep'
  | 'duplicate-key'
  | 'newer-version'
  | 'invalid-document'
  | 'invalid-id'
  | 'unknown-field'
  | 'unknown-node-type'
  | 'unknown-port'
  | 'unknown-node'
  | 'unknown-input'
  | 'unknown-provider'
  | 'unknown-model'
  | 'model-changed'
  | 'missing-model'
  | 'missing-workflow'
  | 'unknown-workflow'
  | 'workflow-changed'
  | 'workflow-recursion'
  | 'missing-input'
  | 'invalid-reference'
  | 'invalid-value'
  | 'port-type-mismatch'
  | 'value-out-of-bounds'
  | 'cycle'
  | 'missing-file'
  | 'path-outside-folder'
  | 'secret-in-file'
  | 'secret-not-allowed'
  | 'not-connectable'
  | 'cannot-bypass'
  | 'cannot-collect'
  | 'cannot-each'
  | 'invalid-template';

/** A problem in a document, as data. */
export interface Issue {
  code: IssueCode;
  severity: 'error' | 'warning';
  /** What is wrong, with what. */
  message: string;
  /** What to do about it. */
  hint?: string;
  nodeId?: string;
  /** For what is wrong inside of a workflow that the node runs: the way there, e.g. `sharp/upscale`. */
  nodePath?: string;
  port?: string;
  /** Where in the document: member names from the root. */
  path?: readonly (string | number)[];
}
