import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Issue } from '@catena/engine';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { countIssues, groupIssues } from './group-issues.ts';
import { ModelIssueActions } from './ModelIssueActions.tsx';
import { useGoToIssue } from './use-go-to-issue.ts';
import classes from './IssuesPanel.module.css';

function IssueLine({ issue, card }: { issue: Issue; card: string | undefined }) {
  const { readOnly } = useTab();
  const goTo = useGoToIssue();
  const Icon = issue.severity === 'error' ? IconCircleX : IconAlertTriangle;
  return (
    <li className={classes.issue}>
      <span className={classes.icon} data-severity={issue.severity}>
        <Icon size={15} aria-label={issue.severity === 'error' ? 'Error' : 'Warning'} role="img" />
      </span>
      <div className={classes.words}>
        <p className={classes.message}>{issue.message}</p>
        {issue.hint !== undefined && <p className={classes.hint}>{issue.hint}</p>}
        <div className={classes.actions}>
          {card !== undefined && (
            <button type="button" className={classes.action} onClick={() => goTo(card, issue.port)}>
              Go to {issue.port === undefined ? 'the card' : issue.port}
            </button>
          )}
          {!readOnly && <ModelIssueActions issue={issue} />}
        </div>
      </div>
    </li>
  );
}

/** Everything that is wrong with the document, and where. */
export function IssuesPanel() {
  const { catalog } = useEditor();
  const issues = useAnalysis((state) => state.issues);
  const loadingModels = useAnalysis((state) => state.loadingModels);
  const workflow = useDocument((state) => state.workflow);
  const groups = useMemo(() => groupIssues(workflow, issues), [workflow, issues]);
  return (
    <div className={classes.panel}>
      <p className={classes.count} role="status">
        {catalog.getState().status === 'ready' ? countIssues(issues) : 'Not checked yet'}
        {loadingModels && ', some models are still being asked for'}
      </p>
      {groups.length === 0 && (
        <EmptyState
          icon={<IconCircleCheck size={28} stroke={1.5} aria-hidden />}
          title="Nothing is wrong"
        >
          Missing and wrong inputs are listed here before anything runs.
        </EmptyState>
      )}
      {groups.map(({ card, title, issues: found }) => (
        <section key={card ?? ''} className={classes.group} aria-label={title}>
          <h3 className={classes.title}>{title}</h3>
          <ul className={classes.issues}>
            {found.map((issue) => (
              <IssueLine
                key={`${issue.code} ${issue.path?.join('/') ?? ''} ${issue.message}`}
                issue={issue}
                card={card}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
