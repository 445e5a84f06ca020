import { allFields } from './all-fields.ts';
import { fieldKind } from './field-kind.ts';
import type { FieldProps } from './field-props.ts';
import { ListField } from './ListField.tsx';

/** The control for an input: that of its kind, or one for each item of a list. */
export function FieldControl(props: FieldProps) {
  const { port, value } = props;
  if (port.type.depth > 0 && !port.secret) {
    return <ListField {...props} renderItem={(item) => <FieldControl {...item} />} />;
  }
  const Field = allFields[fieldKind(port, value)];
  return <Field {...props} />;
}
