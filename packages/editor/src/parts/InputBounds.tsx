import { useState } from 'react';
import { Group, NumberInput, TagsInput } from '@mantine/core';
import { parsePortType, type WorkflowInput } from '@catena/engine';
import { useTab } from '../document/editor-context.ts';
import { setWorkflowInput } from '../document/edits/set-workflow-input.ts';

interface InputBoundsProps {
  name: string;
  input: WorkflowInput;
}

type Limit = 'minimum' | 'maximum';

function LimitField({ name, input, limit }: InputBoundsProps & { limit: Limit }) {
  const { document, readOnly } = useTab();
  const [draft, setDraft] = useState<string | number>();
  function keep() {
    if (draft === undefined) return;
    const value = typeof draft === 'number' ? draft : undefined;
    document.edit('Change a bound', setWorkflowInput(name, { [limit]: value }));
    setDraft(undefined);
  }
  return (
    <NumberInput
      label={limit === 'minimum' ? 'At least' : 'At most'}
      size="xs"
      placeholder="any"
      disabled={readOnly}
      value={draft ?? input[limit] ?? ''}
      onChange={setDraft}
      onBlur={keep}
    />
  );
}

/** What an input of the workflow may be: its bounds, or the choices that it has. */
export function InputBounds({ name, input }: InputBoundsProps) {
  const { document, readOnly } = useTab();
  const base = parsePortType(input.type)?.base;
  const isNumber = base === 'number' || base === 'integer';
  if (!isNumber && base !== 'text') return null;
  function setChoices(texts: string[]) {
    const choices = isNumber ? texts.map(Number).filter(Number.isFinite) : texts;
    document.edit('Change the choices', setWorkflowInput(name, { enum: choices }));
  }
  return (
    <>
      {isNumber && (
        <Group gap={8} grow>
          <LimitField name={name} input={input} limit="minimum" />
          <LimitField name={name} input={input} limit="maximum" />
        </Group>
      )}
      <TagsInput
        label="Choices"
        description="Where only some values may be given; Enter adds one"
        size="xs"
        disabled={readOnly}
        value={(input.enum ?? []).map(String)}
        placeholder={input.enum?.length ? '' : 'any value'}
        onChange={setChoices}
      />
    </>
  );
}
