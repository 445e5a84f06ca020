/** Brings a document from one version of the format to the next. */
export interface Migration {
  /** The version it reads; it writes the one after. */
  from: number;
  migrate(document: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Every migration, oldest first. Empty while the format has one version. */
export const allMigrations: readonly Migration[] = [];

/** The oldest version that can be read. */
export function oldestVersion(current: number, migrations: readonly Migration[]): number {
  return Math.min(current, ...migrations.map((migration) => migration.from));
}

/** Applies, one after the other, the migrations from a document's version on; changes no argument. */
export function migrateDocument(
  document: Readonly<Record<string, unknown>>,
  migrations: readonly Migration[],
): Readonly<Record<string, unknown>> {
  const start = document['catena'];
  return migrations
    .filter((migration) => typeof start === 'number' && migration.from >= start)
    .toSorted((left, right) => left.from - right.from)
    .reduce<Readonly<Record<string, unknown>>>(
      (migrated, migration) => ({ ...migration.migrate(migrated), catena: migration.from + 1 }),
      document,
    );
}
