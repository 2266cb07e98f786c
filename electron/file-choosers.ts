/** Choosing files: where to save, what to open. Saving writes whole or not at all. */
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import { CodedError } from '../foundation/failure.ts';
import type { Language } from '../foundation/measurement/declaration.ts';
import type { FileKind } from './preload-api.ts';
import { shellText, type shellTexts } from './shell-texts.ts';
import { writeWhole } from './whole-file.ts';

interface Choice {
  readonly title: keyof typeof shellTexts;
  readonly saves: boolean;
  readonly filters: FileFilter[];
}

const choices: Readonly<Record<FileKind, Choice>> = {
  'backup-to': { title: 'backupTo', saves: true, filters: [] },
  'restore-from': { title: 'restoreFrom', saves: false, filters: [] },
  'bench-file': { title: 'benchFile', saves: false, filters: [{ name: 'JSON', extensions: ['json'] }] },
  'csv-to': { title: 'csvTo', saves: true, filters: [{ name: 'CSV', extensions: ['csv'] }] },
  'export-to': { title: 'exportTo', saves: true, filters: [] },
  'procedure-file': { title: 'procedureFile', saves: false, filters: [{ name: 'TypeScript', extensions: ['ts'] }] },
};

export const fileKinds = Object.keys(choices) as FileKind[];

export interface ChooserParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  window(): BrowserWindow;
  language(): Language;
}

export class FileChoosers {
  readonly #parts: ChooserParts;

  constructor(parts: ChooserParts) {
    this.#parts = parts;
  }

  /** Null when the person thought better of it. */
  async choose(kind: FileKind, suggestedName: string | null): Promise<string | null> {
    const { title, saves, filters } = choices[kind];
    if (saves) return this.saveTo(title, suggestedName ?? 'ohmstead', filters);
    // A backup may be a folder or a file, as the station made it.
    const properties: ('openFile' | 'openDirectory')[] = kind === 'restore-from' ? ['openDirectory'] : ['openFile'];
    const { dialog, window, language } = this.#parts;
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
      title: shellText(title, language()),
      filters,
      properties,
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  async saveTo(title: keyof typeof shellTexts, suggestedName: string, filters: FileFilter[]): Promise<string | null> {
    const { dialog, window, language } = this.#parts;
    const options = { title: shellText(title, language()), defaultPath: suggestedName, filters };
    const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
    return canceled || !filePath ? null : filePath;
  }
}

/** What the file system says where there is no room, and where nobody may write. */
const codes: Readonly<Record<string, string>> = {
  ENOSPC: 'shell/disk-full',
  EDQUOT: 'shell/disk-full',
  EFBIG: 'shell/disk-full',
  EACCES: 'shell/place-refused',
  EPERM: 'shell/place-refused',
  EROFS: 'shell/place-refused',
};

/** Throws `shell/disk-full`, `shell/place-refused` or `shell/not-written`; then nothing of it is there. */
export function saveWhole(file: string, content: Uint8Array | string): void {
  try {
    writeWhole(file, content);
  } catch (error) {
    const { code = '?' } = error as NodeJS.ErrnoException;
    throw new CodedError(codes[code] ?? 'shell/not-written', { file, why: code }, error);
  }
}
