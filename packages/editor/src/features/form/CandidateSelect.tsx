import { Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTab } from '../../document/editor-context.ts';
import type { Edit } from '../../document/edits/compose-edits.ts';
import type { FormCandidate } from './form-candidates.ts';

export interface CandidateSelectProps {
  label: string;
  placeholder: string;
  /** Shown where there is nothing to choose. */
  nothing: string;
  candidates: readonly FormCandidate[];
  /** Said of those that are urgent. */
  urgentWords?: string;
  toEdit: (candidate: FormCandidate) => Edit;
}

const keyOf = ({ nodeId, port }: FormCandidate) => `${nodeId}/${port.name}`;
const titleOf = ({ port }: FormCandidate) => port.title ?? port.name;

/** Nodes of the same title are told apart by their ids. */
function groupsOf({ candidates, urgentWords }: CandidateSelectProps) {
  const groups = new Map<string, { group: string; items: { value: string; label: string }[] }>();
  for (const candidate of candidates) {
    const { nodeId, nodeTitle, isUrgent } = candidate;
    const isTaken = [...groups].some(([id, { group }]) => id !== nodeId && group === nodeTitle);
    const known = groups.get(nodeId) ?? {
      group: isTaken ? `${nodeTitle} (${nodeId})` : nodeTitle,
      items: [],
    };
    const words = isUrgent && urgentWords !== undefined ? `, ${urgentWords}` : '';
    known.items.push({ value: keyOf(candidate), label: `${titleOf(candidate)}${words}` });
    groups.set(nodeId, known);
  }
  return [...groups.values()];
}

/** Makes another port of a node part of the form. */
export function CandidateSelect(props: CandidateSelectProps) {
  const { label, placeholder, nothing, candidates, toEdit } = props;
  const { document } = useTab();
  function add(key: string | null) {
    const candidate = candidates.find((other) => keyOf(other) === key);
    if (candidate) document.edit(`Add ${titleOf(candidate)} to the form`, toEdit(candidate));
  }
  return (
    <Select
      aria-label={label}
      placeholder={candidates.length === 0 ? nothing : placeholder}
      disabled={candidates.length === 0}
      leftSection={<IconPlus size={14} aria-hidden />}
      size="sm"
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage="Nothing is called like this"
      data={groupsOf(props)}
      value={null}
      maxDropdownHeight={320}
      onChange={add}
    />
  );
}
