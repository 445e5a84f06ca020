import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'libsql';

/** Called with every text that is kept. */
export type TextReader = (text: string) => void;

/**
 * What is kept but needs no file, by database and table; a condition says which rows do. All other tables
 * count, also those that are yet to come: a table that is missing here costs room, and nothing else.
 */
const conditions: Readonly<Record<string, string>> = {
  // Explains why a step was not in the cache; its values are never used again.
  'cache.db/cache_scope': 'false',
  'replicate.db/file': 'expires_at > :now',
};

/** Rows between two looks at what else is to be done. */
const rowsAtOnce = 100;

interface Scan {
  folder: string;
  file: string;
  now: number;
  read: TextReader;
}

function textColumns(database: Database.Database, table: string): string[] {
  const columns = database.prepare(`select name, type from pragma_table_info(?)`).all(table);
  return (columns as { name: string; type: string }[])
    .filter(({ type }) => type.toLowerCase() === 'text')
    .map(({ name }) => `"${name}"`);
}

async function readTable(database: Database.Database, table: string, scan: Scan): Promise<void> {
  const columns = textColumns(database, table);
  if (columns.length === 0) return;
  const condition = conditions[`${scan.file}/${table}`] ?? 'true';
  const where = condition.replace(':now', String(Math.floor(scan.now)));
  const statement = database.prepare(`select ${columns.join(', ')} from "${table}" where ${where}`);
  let count = 0;
  for (const row of statement.iterate()) {
    for (const value of Object.values(row as object)) {
      if (typeof value === 'string') scan.read(value);
    }
    count += 1;
    if (count % rowsAtOnce === 0) await setImmediate();
  }
}

async function readDatabase(scan: Scan): Promise<void> {
  const database = new Database(join(scan.folder, scan.file), { readonly: true });
  try {
    // One view of the file: what moves from table to table is seen in one of them.
    database.exec('begin');
    const tables = database
      .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
      .all() as { name: string }[];
    for (const { name } of tables) await readTable(database, name, scan);
    database.exec('commit');
  } finally {
    database.close();
  }
}

/** Reads all texts in the databases of a data folder, row by row. */
export async function readKeptTexts(folder: string, now: number, read: TextReader): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const file of names.filter((name) => name.endsWith('.db'))) {
    await readDatabase({ folder, file, now, read });
  }
}
