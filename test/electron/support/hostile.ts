/** Names as nobody wants them, brought to where names come from: a ticket's text, a procedure's title, an answer to `*IDN?`. */
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { openStation } from '../../../station/compose/headless.ts';
import { openDatabase } from '../../../station/store/database.ts';

export const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>\u202eabc\u2067`;
export const long = `${'W'.repeat(9_000)}${'无'.repeat(1_000)}`;
/** Not inside a quoted `*IDN?` field: no comma, no line end. */
const idn = `Agilent Technologies,34401A,<b onclick=x>${'9'.repeat(4_000)},\u202e1.0\n`;

/** Older or other programs may have written anything into the store: it is put there past all validators. */
export function spoilTicket(folder: string, ticket: string): void {
  const database = openDatabase(folder);
  database.run(
    'UPDATE ticket SET brand = ?, model = ?, fault = ?, serial = ? WHERE number = ?',
    hostile,
    long,
    hostile + long,
    hostile,
    ticket,
  );
  database.close();
}

/** A run of a procedure whose title is hostile; it passes. */
export async function runSpoiltProcedure(folder: string, ticket: string): Promise<string> {
  const file = path.join(folder, 'spoilt-procedure.ts');
  const text = (words: string) => JSON.stringify({ en: words, 'zh-CN': words, 'zh-TW': words });
  writeFileSync(
    file,
    `import { limit, procedure, sec } from 'ohmstead/language';
export default procedure({
  id: 'spoilt', version: '1.0.0', title: ${text(hostile + long.slice(0, 2_000))},
  needs: { supply: 'PowerSupply' },
  stages: { read: ${text(hostile)} },
  measures: { volts: limit.volts(${text(hostile)}).between(0, 40) },
  async run(t, { supply }) {
    const { voltage } = await t.step('read', () => supply.measure(), { timeout: sec(20) });
    await t.measure('volts', voltage);
  },
});
`,
  );
  const station = openStation(folder);
  try {
    const bench = { kind: 'simulated', scenario: 'healthy', speed: 1_000, seed: 1 } as const;
    const started = await station.call('run/start', { procedure: file, ticket, bench, operator: null, answers: {} });
    await station.call('run/wait', started);
    return started.run;
  } finally {
    await station.close();
  }
}

/** A meter on the network that answers every question and has a hostile name. */
export async function hostileMeter(): Promise<{ readonly address: string; close(): void }> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      for (const line of data.toString().split('\n').filter(Boolean))
        if (line.includes('?')) socket.write(line.toUpperCase().includes('*IDN?') ? idn : '+1.00000000E+00\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return { address: `tcp:127.0.0.1:${port}`, close: () => server.close() };
}
