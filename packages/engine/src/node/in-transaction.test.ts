import Database from 'libsql';
import { expect, it } from 'vitest';
import { inTransaction } from './in-transaction.ts';

function open(): Database.Database {
  const database = new Database(':memory:');
  database.exec('create table item (name text)');
  return database;
}

function count(database: Database.Database): unknown {
  return database.prepare('select count(*) as count from item').get();
}

it('writes all', () => {
  const database = open();
  const insert = database.prepare('insert into item values (?)');
  inTransaction(database, (...names: string[]) => names.forEach((name) => insert.run(name)))(
    'a',
    'b',
  );
  expect(count(database)).toMatchObject({ count: 2 });
});

it('writes nothing where it fails, and can be used again', () => {
  const database = open();
  const insert = database.prepare('insert into item values (?)');
  const write = inTransaction(database, (name: string, error?: Error) => {
    insert.run(name);
    if (error) throw error;
  });
  expect(() => write('a', new Error('The reason.'))).toThrow('The reason.');
  expect(count(database)).toMatchObject({ count: 0 });
  write('b');
  expect(count(database)).toMatchObject({ count: 1 });
});

it('tells the reason where SQLite has rolled back by itself', () => {
  const database = open();
  const write = inTransaction(database, () => {
    database.exec('rollback');
    throw new Error('The disk is full.');
  });
  expect(write).toThrow('The disk is full.');
});
