import type Database from 'libsql';

/**
 * Makes a function that writes all or nothing. Unlike the driver's own it tells why it failed: SQLite
 * rolls back by itself where a disk is full, and to roll back once more would hide the reason.
 */
export function inTransaction<Parameters extends unknown[]>(
  database: Database.Database,
  write: (...parameters: Parameters) => void,
): (...parameters: Parameters) => void {
  return (...parameters) => {
    database.exec('begin immediate');
    try {
      write(...parameters);
      database.exec('commit');
    } catch (error) {
      if (database.inTransaction) database.exec('rollback');
      throw error;
    }
  };
}
