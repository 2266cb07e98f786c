/**
 * Settings of the phone are saved before they are changed and given back whatever happens: by the run's end, by a Stop,
 * by closing an interrupted run. The list stands in the journal, so it survives a crash of the station.
 */
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Journal } from '../journal/journal.ts';
import type { EntryOf } from '../record/entry.ts';
import type { RunBench } from './run-bench.ts';

/** Clock milliseconds one setting may take. */
const settingDeadlineMs = 10_000;

type Saved = Pick<EntryOf<'setting.saved'>, 'role' | 'table' | 'key' | 'value'>;

export class SavedSettings {
  readonly #journal: Journal;
  readonly #bench: RunBench;
  readonly #saved = new Map<string, Saved>();

  constructor(journal: Journal, bench: RunBench, already: readonly Saved[]) {
    this.#journal = journal;
    this.#bench = bench;
    for (const setting of already) this.#saved.set(nameOf(setting), setting);
  }

  /** Reads and journals what is there before the first change of a setting. */
  async saveFirst(role: string, args: unknown): Promise<void> {
    const { table, key } = settingOf(args);
    const name = nameOf({ role, table, key });
    if (this.#saved.has(name)) return;
    const before = await this.#bench.call(role, 'getSetting', { table, key }, settingDeadlineMs);
    const value = typeof before === 'object' && before !== null ? (before as { value?: unknown }).value : undefined;
    const saved: Saved = { role, table, key, value: typeof value === 'string' ? value : null };
    await this.#journal.append({ kind: 'setting.saved', ...saved });
    this.#saved.set(name, saved);
  }

  /** Gives everything back, the last change first. What cannot be given back stays on the list and in the record. */
  async restoreAll(): Promise<void> {
    for (const setting of [...this.#saved.values()].reverse()) {
      const { role, table, key, value } = setting;
      try {
        await this.#bench.call(role, 'putSetting', { table, key, value }, settingDeadlineMs);
        this.#saved.delete(nameOf(setting));
        await this.#journal.append({ kind: 'setting.restored', role, table, key, value });
      } catch (error) {
        const { code } = failureOf(error);
        await this.#journal.append({
          kind: 'note',
          code: 'setting/not-restored',
          params: { role, table, key, value, why: code },
        });
      }
    }
  }
}

function settingOf(args: unknown): { readonly table: string; readonly key: string } {
  const { table, key } = (args ?? {}) as { table?: unknown; key?: unknown };
  if (typeof table !== 'string' || typeof key !== 'string')
    throw new CodedError('instrument/bad-args', { verb: 'putSetting' });
  return { table, key };
}

function nameOf({ role, table, key }: { readonly role: string; readonly table: string; readonly key: string }): string {
  return `${role} ${table} ${key}`;
}
