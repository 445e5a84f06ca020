import { useCallback, useMemo } from 'react';
import type { IChangeEvent } from '@rjsf/core';
import { FormList, FormListItem } from './FormList.tsx';
import './form-styles.ts';
import { Form, type FormContext, type FormValues } from './form-theme.ts';
import type { FieldProps, ObjectFieldTemplateProps, RJSFSchema } from '@rjsf/utils';
import { modelKey, type PortDescriptor } from '@catena/engine';
import { useCatalog, useDocument, useTab } from '../../document/editor-context.ts';
import { setInput } from '../../document/edits/set-input.ts';
import { isReference } from '../../document/references.ts';
import { equalJson } from '../../document/equal-json.ts';
import { isStructured } from '../../parts/fields/field-kind.ts';
import { InputField } from '../../parts/fields/InputField.tsx';
import { formSchema } from './form-schema.ts';
import { zodValidator } from './zod-validator.ts';
import styles from './inspector.module.css';

/** One input of the node: our own control, or for a structure the form's, in the frame of ours. */
function PortField(props: FieldProps<FormValues, RJSFSchema, FormContext>) {
  const { name, registry } = props;
  const { nodeId, ports } = registry.formContext;
  const port = ports.get(name);
  if (!port) return null;
  const { SchemaField } = registry.fields;
  const structure = isStructured(port) && SchemaField && (
    <SchemaField {...props} uiSchema={{ 'ui:label': false, 'ui:title': ' ' }} />
  );
  return <InputField nodeId={nodeId} port={port} {...(structure && { structure })} />;
}

function Fields({
  properties,
  registry,
  fieldPathId,
  ...rest
}: ObjectFieldTemplateProps<FormValues, RJSFSchema, FormContext>) {
  const { ports } = registry.formContext;
  const isRoot = fieldPathId.path.length === 0;
  const old = isRoot ? properties.filter(({ name }) => ports.get(name)?.deprecated) : [];
  const current = properties.filter((property) => !old.includes(property));
  return (
    <div
      className={isRoot ? styles['stack'] : styles['nested']}
      {...(!isRoot && rest.title.trim() !== '' && { role: 'group', 'aria-label': rest.title })}
    >
      {current.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
      {old.length > 0 && (
        <details className={styles['fold']}>
          <summary>Deprecated ({old.length})</summary>
          <div className={styles['stack']}>
            {old.map(({ name, content }) => (
              <div key={name}>{content}</div>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

const fields = { port: PortField };
const templates = {
  ObjectFieldTemplate: Fields,
  ArrayFieldTemplate: FormList,
  ArrayFieldItemTemplate: FormListItem,
};

// Defaults are shown as placeholders; filling them in would change the document.
const untouched = {
  allOf: 'skipDefaults',
  arrayMinItems: { populate: 'never' },
  emptyObjectFields: 'skipDefaults',
} as const;

/** The values of inputs with a structure; all others are read by their own fields. */
function useStructures(nodeId: string, ports: readonly PortDescriptor[]) {
  const input = useDocument(({ workflow }) => workflow.nodes[nodeId]?.input);
  return useMemo(() => {
    const values = ports.filter(isStructured).flatMap(({ name }) => {
      const value = input?.[name];
      return value === undefined || isReference(value) ? [] : [[name, value] as const];
    });
    return Object.fromEntries(values);
  }, [input, ports]);
}

/** All inputs of a node as a form, made from the schema of its type or model. */
export function NodeForm({ nodeId, ports }: { nodeId: string; ports: readonly PortDescriptor[] }) {
  const { document, readOnly } = useTab();
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  const model = useCatalog(({ models }) =>
    models.get(modelKey(node?.provider ?? '', node?.model ?? '')),
  );
  const { schema, uiSchema } = useMemo(
    () => formSchema(ports, model?.openapiSchema),
    [ports, model],
  );
  const context: FormContext = useMemo(
    () => ({ nodeId, ports: new Map(ports.map((port) => [port.name, port])) }),
    [nodeId, ports],
  );
  const values = useStructures(nodeId, ports);
  const change = useCallback(
    ({ formData }: IChangeEvent<FormValues, RJSFSchema, FormContext>) => {
      for (const port of ports.filter(isStructured)) {
        const next = formData?.[port.name];
        if (equalJson(next, values[port.name])) continue;
        document.edit(`Set ${port.title ?? port.name}`, setInput(nodeId, port.name, next), {
          coalesce: `input:${nodeId}.${port.name}`,
        });
      }
    },
    [document, nodeId, ports, values],
  );
  return (
    <Form
      tagName="div"
      idPrefix={nodeId}
      schema={schema as RJSFSchema}
      uiSchema={uiSchema}
      formContext={context}
      formData={values}
      validator={zodValidator}
      fields={fields}
      templates={templates}
      readonly={readOnly}
      liveValidate
      showErrorList={false}
      experimental_defaultFormStateBehavior={untouched}
      onChange={change}
      onBlur={() => document.settle()}
    >
      <></>
    </Form>
  );
}
