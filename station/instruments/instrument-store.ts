/**
 * What people told the station about instruments: addresses entered by hand and calibration notes. Guarantees that a
 * note follows the instrument and not its place wherever the instrument tells its serial number.
 */
import type { InstrumentIdentity } from '../../drivers/contract/driver.ts';
import type { CalibrationNote } from '../api/instruments.ts';
import type { Database, Row } from '../store/database.ts';

export class InstrumentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order they were entered. */
  addresses(): readonly string[] {
    const rows = this.#database.all('SELECT address FROM instrument_address ORDER BY added_wall, address');
    return rows.map((row) => String(row.address));
  }

  /** Adding twice changes nothing. */
  add(address: string, wall: number): void {
    this.#database.run('INSERT OR IGNORE INTO instrument_address (address, added_wall) VALUES (?, ?)', address, wall);
  }

  forget(address: string): void {
    this.#database.run('DELETE FROM instrument_address WHERE address = ?', address);
  }

  /** `identity`: what it said of itself when it was open, if it was. Null takes the note away. */
  note(id: string, identity: InstrumentIdentity | null, note: CalibrationNote | null): void {
    this.#database.transaction(() => {
      // What is noted while it is not open is about the instrument whose note stood there.
      const name = identity === null ? this.#identityAt(id) : identityName(identity);
      // The note of another instrument that was here before is that one's still, wherever it is now.
      this.#database.run(
        'UPDATE instrument_calibration SET id = identity WHERE id = ? AND identity IS NOT NULL AND identity IS NOT ?',
        id,
        name,
      );
      this.#database.run('DELETE FROM instrument_calibration WHERE id = ?', id);
      // The same instrument may have had a note at another place.
      if (name !== null) this.#database.run('DELETE FROM instrument_calibration WHERE identity = ?', name);
      if (note === null) return;
      this.#database.run(
        'INSERT INTO instrument_calibration (id, identity, date, due, certificate, by) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        name,
        note.date,
        note.due,
        note.certificate,
        note.by,
      );
    });
  }

  #identityAt(id: string): string | null {
    const row = this.#database.get('SELECT identity FROM instrument_calibration WHERE id = ?', id);
    return typeof row?.identity === 'string' ? row.identity : null;
  }

  /**
   * What the instrument says of itself counts more than where it is. A note that was made before anything had said who it is
   * becomes the note of the first that does, and no other one's that comes to that place later.
   */
  calibration(id: string, identity: InstrumentIdentity | null): CalibrationNote | null {
    const name = identityName(identity);
    const byName =
      name === null ? undefined : this.#database.get('SELECT * FROM instrument_calibration WHERE identity = ?', name);
    if (byName !== undefined) return asNote(byName);
    const byId = this.#database.get('SELECT * FROM instrument_calibration WHERE id = ?', id);
    if (byId === undefined) return null;
    // Another instrument at the same place has not been calibrated by being there.
    if (identity !== null && byId.identity !== null) return null;
    if (name !== null) this.#database.run('UPDATE instrument_calibration SET identity = ? WHERE id = ?', name, id);
    return asNote(byId);
  }
}

/** Null where there is no serial number: two of a kind would share their notes. */
function identityName(identity: InstrumentIdentity | null): string | null {
  if (identity?.serial === undefined || identity.serial === '') return null;
  return JSON.stringify([identity.make, identity.model, identity.serial]);
}

function asNote({ date, due, certificate, by }: Row): CalibrationNote {
  return { date: String(date), due: String(due), certificate: String(certificate), by: String(by) };
}
