import { isArtifactRef, type ArtifactRef, type JsonSchema } from '@catena/engine';

/** Gives a file an address that the service can read. */
export type AddressOf = (file: ArtifactRef) => Promise<string>;

/** What the schema of a model's input says of one member. */
interface Property {
  isFile: boolean;
  isSecret: boolean;
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function propertiesOf(openapiSchema: JsonSchema): Map<string, Property> {
  const input = members(members(members(openapiSchema['components'])['schemas'])['Input']);
  return new Map(
    Object.entries(members(input['properties'])).map(([name, written]) => {
      const property = members(written);
      const format = property['format'] ?? members(property['items'])['format'];
      const isSecret = format === 'password' || property['x-cog-secret'] === true;
      return [name, { isFile: format === 'uri', isSecret }];
    }),
  );
}

/**
 * What a service shows of an input that it was sent: it drops what the model does not know, and keeps
 * secrets to itself.
 */
export function shownInput(
  input: Readonly<Record<string, unknown>>,
  openapiSchema: JsonSchema,
): Record<string, unknown> {
  const properties = propertiesOf(openapiSchema);
  if (properties.size === 0) return { ...input };
  const entries = Object.entries(input);
  return Object.fromEntries(entries.filter(([name]) => properties.get(name)?.isSecret === false));
}

/**
 * An input as the service takes it: files as addresses, wherever they stand. `null` means "not given",
 * which the service writes by leaving it out; so does an empty text where a file is wanted.
 */
export async function prepareInput(
  input: Readonly<Record<string, unknown>>,
  openapiSchema: JsonSchema,
  addressOf: AddressOf,
): Promise<Record<string, unknown>> {
  const properties = propertiesOf(openapiSchema);
  const entries = await Promise.all(
    Object.entries(input).map(async ([name, value]) => {
      const isFile = properties.get(name)?.isFile ?? false;
      const given = isFile ? withoutEmpty(value) : value;
      return [name, await prepareValue(given, addressOf)] as const;
    }),
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== '');
  return value === '' ? undefined : value;
}

async function prepareValue(value: unknown, addressOf: AddressOf): Promise<unknown> {
  if (value === null || value === undefined) return undefined;
  if (isArtifactRef(value)) return addressOf(value);
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => prepareValue(item, addressOf)));
    return items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object') return value;
  const entries = await Promise.all(
    Object.entries(value).map(
      async ([name, member]) => [name, await prepareValue(member, addressOf)] as const,
    ),
  );
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}
