/** {@link serveEcho} as the main file of a forked process, or of a worker thread that was given a `MessagePort`. */
import { isMainThread, type MessagePort, workerData } from 'node:worker_threads';
import { messagePort } from '../../foundation/port/message-port.ts';
import { processPort } from '../../foundation/port/process-port.ts';
import { serveEcho } from './echo-end.ts';

serveEcho(isMainThread ? processPort(process) : messagePort((workerData as { port: MessagePort }).port));
