import { parseModelRef, writeModelRef, type Issue, type IssueCode } from '@catena/engine';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import { setNode } from '../../document/edits/set-node.ts';
import classes from './IssuesPanel.module.css';

/** Issues that say that a node cannot run as what it is, whatever its inputs. */
const unavailable: ReadonlySet<IssueCode> = new Set([
  'unknown-model',
  'unknown-node-type',
  'unknown-provider',
  'missing-model',
  'model-changed',
]);

/** The model without its version, where it has one. */
function withoutVersion(model: string | undefined): string | undefined {
  const ref = parseModelRef(model ?? '');
  return ref?.version === undefined
    ? undefined
    : writeModelRef({ owner: ref.owner, name: ref.name });
}

/** Ways out of an issue with the model or the type of a node: another version, another one, none. */
export function ModelIssueActions({ issue }: { issue: Issue }) {
  const { view } = useEditor();
  const { document } = useTab();
  const nodeId = issue.nodeId ?? '';
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  if (!node || !unavailable.has(issue.code)) return null;
  const newest = withoutVersion(node.model);
  return (
    <>
      {newest !== undefined && (
        <button
          type="button"
          className={classes.action}
          onClick={() =>
            document.edit('Use the newest version', setNode(nodeId, { model: newest }))
          }
        >
          Use the newest version
        </button>
      )}
      <button
        type="button"
        className={classes.action}
        onClick={() => view.show({ kind: 'node-search', replace: nodeId })}
      >
        Replace
      </button>
      <button
        type="button"
        className={classes.action}
        onClick={() => document.edit('Delete the node', removeCards([nodeId]), { select: {} })}
      >
        Remove
      </button>
    </>
  );
}
