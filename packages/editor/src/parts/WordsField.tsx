import { Textarea } from '@mantine/core';
import { useTab } from '../document/editor-context.ts';
import type { Edit } from '../document/edits/compose-edits.ts';

export interface WordsFieldProps {
  label: string;
  value: string | undefined;
  placeholder?: string;
  /** Names the field among all of the document, so that typing is one step of the history. */
  name: string;
  toEdit: (value: string) => Edit;
  minRows?: number;
}

// As high as its words, as far as there is room; by the browser, without measuring.
const growing = { input: { fieldSizing: 'content', maxHeight: 240 } } as const;

/** Words in the document that change nothing that is computed: descriptions, notes. */
export function WordsField({
  label,
  value,
  placeholder,
  name,
  toEdit,
  minRows = 2,
}: WordsFieldProps) {
  const { document, readOnly } = useTab();
  return (
    <Textarea
      label={label}
      size="xs"
      rows={minRows}
      styles={growing}
      value={value ?? ''}
      placeholder={placeholder}
      disabled={readOnly}
      onChange={(event) =>
        document.edit(`Edit ${label.toLowerCase()}`, toEdit(event.currentTarget.value), {
          coalesce: `words:${name}`,
        })
      }
      onBlur={() => document.settle()}
    />
  );
}
