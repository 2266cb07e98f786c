/**
 * So many UT61E on TCP ports of their own, in a process of their own. Each frame shows a number that is one digit higher
 * than the one before, so that whoever reads it knows which frame it was; when each was written is told at the end.
 */
import { createServer, type Socket } from 'node:net';
import { blankFrame, encodeFrame } from '../../drivers/multimeter/uni-t-ut61e/frame.ts';

export interface MetersWritten {
  /**
   * By meter, by digits shown: when the frame was handed to the system, in milliseconds of `process.hrtime`, or since
   * 1970 for readers of another clock (third argument `wall`).
   */
  readonly writtenMs: readonly (readonly number[])[];
}

const [meters = 1, periodMs = 100] = process.argv.slice(2, 4).map(Number);
const writtenMs: number[][] = Array.from({ length: meters }, () => []);
const timers: NodeJS.Timeout[] = [];

const nowMs = process.argv[4] === 'wall' ? () => Date.now() : () => Number(process.hrtime.bigint()) / 1e6;

function speak(socket: Socket, meter: number): void {
  let digits = 0;
  const timer = setInterval(() => {
    digits += 1;
    const frame = encodeFrame({ ...blankFrame, range: 1, digits, dc: true, auto: true });
    (writtenMs[meter] ?? [])[digits] = nowMs();
    socket.write(frame);
  }, periodMs);
  timers.push(timer);
  socket.on('close', () => clearInterval(timer));
  socket.on('error', () => undefined);
}

const ports = await Promise.all(
  Array.from(
    { length: meters },
    (_, meter) =>
      new Promise<number>((resolve) => {
        const server = createServer({ noDelay: true }, (socket) => {
          // Not all at the same instant, as real ones are not.
          setTimeout(() => speak(socket, meter), (periodMs * meter) / meters);
        });
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      }),
  ),
);
process.send?.({ ports });
process.on('message', () => {
  for (const timer of timers) clearInterval(timer);
  process.send?.({ writtenMs } satisfies MetersWritten, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
