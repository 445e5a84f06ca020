import { join } from 'node:path';
import Database from 'libsql';

/** Columns that must differ from copy to copy, by table; the number of the copy is `copy.n`. */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  run_record: { id: `id || '-' || copy.n`, created_at: 'created_at - copy.n * 1000' },
  run: { run_id: `run_id || '-' || copy.n`, created_at: 'created_at - copy.n * 1000' },
  run_event: { run_id: `run_id || '-' || copy.n` },
};

function copyTable(database: Database.Database, table: string, copies: number): void {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(
    ({ name }) => name,
  );
  const values = columns.map((name) => changes[table]?.[name] ?? name);
  database.exec(
    `with recursive copy (n) as (select 1 union all select n + 1 from copy where n < ${copies})
     insert into ${table} (${columns.join(', ')})
     select ${values.join(', ')} from ${table}, copy`,
  );
}

/** Fills the stores of a data folder up to a number of runs with copies of those that are there. */
export function copyRuns(dataFolder: string, runs: number): void {
  for (const [file, tables] of Object.entries({
    'run-records.db': ['run_record'],
    'runs.db': ['run', 'run_event'],
  })) {
    const database = new Database(join(dataFolder, file));
    const [first = ''] = tables;
    const row = database.prepare(`select count(*) as there from ${first}`).get();
    const { there } = row as { there: number };
    for (const table of tables) copyTable(database, table, Math.ceil(runs / there) - 1);
    database.close();
  }
}
