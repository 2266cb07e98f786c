/** The program of a script's thread: one QuickJS, one script, nothing else. It ends itself when a limit is hit. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../../../foundation/failure.ts';
import { QuickJsVm } from './quickjs-vm.ts';
import { ownThread } from './thread-time.ts';
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.ts';

const port = parentPort;
const { code, options } = workerData as WorkerTask;

const say = (message: FromWorker) => port?.postMessage(message);
const over = (error: unknown) => {
  say({ kind: 'over', failure: failureOf(error) });
  port?.close();
};

async function begin(): Promise<void> {
  say({ kind: 'thread', thread: ownThread() });
  const vm = await QuickJsVm.load(code, options);
  say({ kind: 'turn', said: vm.connect() });
  port?.on('message', (text: ToWorker) => {
    try {
      say({ kind: 'turn', said: vm.receive(text) });
    } catch (error) {
      over(error);
    }
  });
}

// No await at the top: this is built as CommonJS, too.
begin().catch(over);
