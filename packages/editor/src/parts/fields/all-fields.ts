import type { ComponentType } from 'react';
import { BooleanField } from './BooleanField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import type { FieldKind } from './field-kind.ts';
import type { FieldProps } from './field-props.ts';
import { FileField } from './FileField.tsx';
import { JsonField } from './JsonField.tsx';
import { NumberField } from './NumberField.tsx';
import { SecretField } from './SecretField.tsx';
import { SeedField } from './SeedField.tsx';
import { TextField } from './TextField.tsx';

/** The control for a single value of each kind. */
export const allFields: Readonly<Record<FieldKind, ComponentType<FieldProps>>> = {
  text: TextField,
  number: NumberField,
  integer: NumberField,
  boolean: BooleanField,
  image: FileField,
  audio: FileField,
  video: FileField,
  file: FileField,
  json: JsonField,
  any: JsonField,
  choice: ChoiceField,
  secret: SecretField,
  seed: SeedField,
};
