import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import { readInputValue, type InputValue } from '../workflow/input-value.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

function pathsOf(value: InputValue): string[] {
  switch (value.kind) {
    case 'file':
      return [value.path];
    case 'list':
      return value.items.flatMap(pathsOf);
    case 'record':
      return Object.values(value.members).flatMap(pathsOf);
    default:
      return [];
  }
}

/** The paths of all `$file`s of a workflow, each once. */
export function filesOf(workflow: Workflow): string[] {
  const raw = [
    ...Object.values(workflow.inputs ?? {}).map((input) => input.default),
    ...Object.values(workflow.nodes).flatMap((node) => Object.values(node.input ?? {})),
  ];
  const values = raw.filter((value) => value !== undefined).map(readInputValue);
  return [...new Set(values.flatMap((value) => (value.kind === 'invalid' ? [] : pathsOf(value))))];
}

/** The value that a run works with; `special` where each step fills something in. */
export function resolveValue(
  value: InputValue,
  files: ReadonlyMap<string, ArtifactRef>,
): { value: unknown; special: boolean } {
  switch (value.kind) {
    case 'literal':
      return { value: value.value, special: false };
    case 'file':
      return { value: files.get(value.path), special: false };
    case 'artifact':
      return { value: value.ref ?? { $artifact: value.id }, special: false };
    case 'secret':
      return { value: { $secret: value.name }, special: true };
    case 'random':
      return {
        value: { $random: { minimum: value.minimum, maximum: value.maximum } },
        special: true,
      };
    case 'list': {
      const items = value.items.map((item) => resolveValue(item, files));
      return {
        value: items.map((item) => item.value),
        special: items.some((item) => item.special),
      };
    }
    case 'record': {
      const members = Object.entries(value.members).map(
        ([name, member]) => [name, resolveValue(member, files)] as const,
      );
      return {
        value: Object.fromEntries(members.map(([name, member]) => [name, member.value])),
        special: members.some(([, member]) => member.special),
      };
    }
    default:
      return { value: undefined, special: false };
  }
}
