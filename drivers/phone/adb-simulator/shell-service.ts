/**
 * The shell services of the simulated phone: `shell,v2` with its exit packet, the old `shell:` that merges errors into
 * the output and turns LF into CRLF, and `exec:` that leaves the bytes alone. A stream that dies never gets an exit
 * packet, as on a real phone.
 */
import type { Service, ServiceStream } from './service-stream.ts';
import type { ShellHost } from './shell-host.ts';
import { decodeShellHeader, encodeShellPacket, shellHeaderLength, shellKind } from './shell-packet.ts';

const encoder = new TextEncoder();

/** `shell,v2,…:COMMAND`. */
export function shellV2Service(host: ShellHost, command: string): Service {
  return async (stream) => {
    const say = (kind: number, text: string | Uint8Array) => {
      void stream.write(encodeShellPacket(kind, bytesOf(text)));
    };
    const code = await run(host, command, stream, {
      out: (text) => say(shellKind.stdout, text),
      err: (text) => say(shellKind.stderr, text),
      stdin: shellInput(stream),
    });
    if (code === undefined) return;
    say(shellKind.exit, Uint8Array.of(code & 0xff));
    await stream.close();
  };
}

/** `shell:COMMAND` of an old phone when `terminal`, else `exec:COMMAND` or the raw `shell:` of a newer one. */
export function plainShellService(host: ShellHost, command: string, terminal: boolean): Service {
  return async (stream) => {
    const say = (text: string | Uint8Array) => {
      const bytes = bytesOf(text);
      void stream.write(terminal ? withCarriageReturns(bytes) : bytes);
    };
    const wrapped = exitCodeWrapper.exec(command);
    const code = await run(host, wrapped?.[1] ?? command, stream, { out: say, err: say, stdin: stream.input });
    if (code === undefined) return;
    if (wrapped !== null) say(`#rc=${code & 0xff}\n`);
    await stream.close();
  };
}

/**
 * How our own link learns the exit code from an old shell. A real shell understands it by itself; a shell host is
 * spared that piece of syntax.
 */
const exitCodeWrapper = /^\(([\s\S]*)\n\); echo "#rc=\$\?"$/;

/** `undefined` when the stream was gone before the command had ended. */
async function run(
  host: ShellHost,
  command: string,
  stream: ServiceStream,
  io: { out(text: string | Uint8Array): void; err(text: string): void; stdin: AsyncIterable<Uint8Array> },
): Promise<number | undefined> {
  try {
    const code = await host.run(command, { ...io, signal: stream.signal });
    return stream.signal.aborted ? undefined : code;
  } catch (error) {
    if (stream.signal.aborted) return undefined;
    io.err(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
    return 126;
  }
}

/** The bytes of the standard input packets, until the computer closes it. */
async function* shellInput(stream: ServiceStream): AsyncGenerator<Uint8Array> {
  for (;;) {
    const header = await stream.input.read(shellHeaderLength);
    if (header === undefined) return;
    const { kind, length } = decodeShellHeader(header);
    const data = await stream.input.read(length);
    if (data === undefined || kind === shellKind.closeStdin) return;
    if (kind === shellKind.stdin && data.length > 0) yield data;
  }
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encoder.encode(text) : text;
}

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x0a) out.push(0x0d);
    out.push(byte);
  }
  return Uint8Array.from(out);
}
