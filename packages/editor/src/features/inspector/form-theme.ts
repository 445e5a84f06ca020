import withTheme from '@rjsf/core/lib/withTheme.js';
import { generateTemplates } from '@rjsf/mantine/lib/templates/index.js';
import CheckboxWidget from '@rjsf/mantine/lib/widgets/CheckboxWidget.js';
import CheckboxesWidget from '@rjsf/mantine/lib/widgets/CheckboxesWidget.js';
import SelectWidget from '@rjsf/mantine/lib/widgets/SelectWidget.js';
import TextareaWidget from '@rjsf/mantine/lib/widgets/TextareaWidget.js';
import type { RJSFSchema } from '@rjsf/utils';
import type { PortDescriptor } from '@catena/engine';

/** What the fields of a form know of the node. */
export interface FormContext {
  nodeId: string;
  ports: ReadonlyMap<string, PortDescriptor>;
}

/** The values of the inputs that the form itself draws, by name. */
export type FormValues = Record<string, unknown>;

/**
 * The form library in Mantine's look, with the widgets that inputs of models need. Its front doors
 * would bring calendars, and a validator that makes code at run time: half of the whole.
 */
export const Form = withTheme<FormValues, RJSFSchema, FormContext>({
  templates: generateTemplates<FormValues, RJSFSchema, FormContext>(),
  widgets: { CheckboxWidget, CheckboxesWidget, SelectWidget, TextareaWidget },
});
