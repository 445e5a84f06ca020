import type { JsonSchema } from '@catena/engine';

/** Words of the document; the schemas are those of the model. */
export interface CogDocumentParts {
  schemas: Readonly<Record<string, JsonSchema>>;
}

/** The version of Cog that documents here are written like. */
export const cogVersion = '0.16.0';

const jsonOf = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } });
const schemaRef = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const predictionRequest: JsonSchema = {
  type: 'object',
  title: 'PredictionRequest',
  properties: {
    id: { type: 'string', title: 'Id' },
    input: schemaRef('Input'),
    webhook: { type: 'string', title: 'Webhook', format: 'uri' },
  },
};

const predictionResponse: JsonSchema = {
  type: 'object',
  title: 'PredictionResponse',
  properties: {
    id: { type: 'string', title: 'Id' },
    input: schemaRef('Input'),
    output: schemaRef('Output'),
    status: schemaRef('Status'),
    error: { type: 'string', title: 'Error' },
    logs: { type: 'string', title: 'Logs', default: '' },
    metrics: { type: 'object', title: 'Metrics' },
  },
};

const status: JsonSchema = {
  enum: ['starting', 'processing', 'succeeded', 'canceled', 'failed'],
  type: 'string',
  title: 'Status',
  description: 'An enumeration.',
};

const paths: JsonSchema = {
  '/predictions': {
    post: {
      summary: 'Predict',
      operationId: 'predict_predictions_post',
      requestBody: { content: jsonOf(schemaRef('PredictionRequest')) },
      responses: {
        '200': {
          description: 'Successful Response',
          content: jsonOf(schemaRef('PredictionResponse')),
        },
      },
    },
  },
};

/** Cog leaves `required` out where nothing is. */
function withoutEmptyRequired(schema: JsonSchema): JsonSchema {
  const { required, ...rest } = schema;
  return Array.isArray(required) && required.length > 0 ? schema : rest;
}

/** The OpenAPI document of a model, whole, as Cog writes it; `Input` and `Output` among the schemas. */
export function cogDocument({ schemas }: CogDocumentParts): JsonSchema {
  const { Input = { type: 'object', title: 'Input', properties: {} }, ...rest } = schemas;
  return {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths,
    components: {
      schemas: {
        Input: withoutEmptyRequired(Input),
        PredictionRequest: predictionRequest,
        PredictionResponse: predictionResponse,
        Status: status,
        ...rest,
      },
    },
  };
}

/** The schemas of a document, by name; none where it has no such part. */
export function schemasOf(document: JsonSchema): Record<string, JsonSchema> {
  const components = document['components'] as { schemas?: Record<string, JsonSchema> } | undefined;
  return components?.schemas ?? {};
}

/** Whether an output comes in pieces. */
export function isIterator(output: JsonSchema | undefined): boolean {
  return output?.['x-cog-array-type'] === 'iterator';
}
