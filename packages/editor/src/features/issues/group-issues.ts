import type { Issue, Workflow } from '@catena/engine';
import { writeCardId } from '../../document/card-id.ts';
import { hasCard, titleOfCard } from '../../document/cards.ts';

/** The issues of one card, or of the document as a whole. */
export interface IssueGroup {
  /** Undefined for the document as a whole. */
  card: string | undefined;
  title: string;
  issues: readonly Issue[];
}

/** The card that an issue is about. */
export function cardOfIssue(workflow: Workflow, issue: Issue): string | undefined {
  if (issue.nodeId !== undefined) return issue.nodeId;
  const [section, name] = issue.path ?? [];
  const kinds: Readonly<Record<string, 'input' | 'output'>> = {
    inputs: 'input',
    outputs: 'output',
  };
  const kind = typeof section === 'string' ? kinds[section] : undefined;
  if (!kind || typeof name !== 'string') return undefined;
  const card = writeCardId({ kind, name });
  return hasCard(workflow, card) ? card : undefined;
}

function bySeverity(left: Issue, right: Issue): number {
  return Number(left.severity !== 'error') - Number(right.severity !== 'error');
}

/** Issues by card: cards with errors first, errors first in each; else in the order they were found. */
export function groupIssues(workflow: Workflow, issues: readonly Issue[]): IssueGroup[] {
  const groups = new Map<string | undefined, Issue[]>();
  for (const issue of issues.toSorted(bySeverity)) {
    const card = cardOfIssue(workflow, issue);
    const known = groups.get(card);
    if (known) known.push(issue);
    else groups.set(card, [issue]);
  }
  return [...groups].map(([card, found]) => ({
    card,
    title: card === undefined ? 'The workflow as a whole' : titleOfCard(workflow, card),
    issues: found,
  }));
}

/** How many issues there are, in words. */
export function countIssues(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.length - errors;
  const count = (number: number, one: string) =>
    number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`];
  const words = [...count(errors, 'error'), ...count(warnings, 'warning')];
  return words.length === 0 ? 'No issues' : words.join(', ');
}
