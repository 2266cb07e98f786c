/**
 * The only user of `ipcMain`. Guarantees: a message is heard only from the main frame of our own window at our own
 * address, and only when its payload passes the channel's check; everything else is refused and noted in the log.
 */
import type { IpcMain, WebContents, WebFrameMain } from 'electron';
import { CodedError, describeFailure, failureOf } from '../foundation/failure.ts';
import type { Reply } from '../foundation/port/contract.ts';
import { isOurs } from './permissions.ts';
import { channelPrefix } from './shell-channels.ts';

/** The part of an event that says who sent it. */
export interface SenderOf {
  readonly sender: Pick<WebContents, 'mainFrame'>;
  readonly senderFrame: Pick<WebFrameMain, 'url'> | null;
}

/** Turns the payload into a valid one or throws. */
export type Check<T> = (payload: readonly unknown[]) => T;

/** Whether an event comes from our own page. */
export function isFromOurPage({ sender, senderFrame }: SenderOf): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

export class CheckedIpc {
  readonly #ipc: Pick<IpcMain, 'handle' | 'on'>;
  readonly #log: (line: string) => void;

  constructor(ipc: Pick<IpcMain, 'handle' | 'on'>, log: (line: string) => void) {
    this.#ipc = ipc;
    this.#log = log;
  }

  /** The page asks. A refusal or an error is a reply as well; the preload rejects with its code. */
  answer<T>(channel: string, check: Check<T>, handler: (input: T) => unknown): void {
    this.#ipc.handle(named(channel), async (event, ...payload): Promise<Reply<unknown>> => {
      try {
        this.#admit(channel, event);
        return { ok: true, value: await handler(check(payload)) };
      } catch (error) {
        const failure = failureOf(error);
        this.#log(`${channel} failed: ${describeFailure(failure)}`);
        return { ok: false, failure };
      }
    });
  }

  /** The page tells; what is refused is dropped. */
  hear<T>(channel: string, check: Check<T>, listener: (input: T) => void): void {
    this.#ipc.on(named(channel), (event, ...payload) => {
      try {
        this.#admit(channel, event);
        listener(check(payload));
      } catch (error) {
        this.#log(`${channel} was not heard: ${failureOf(error).code}`);
      }
    });
  }

  #admit(channel: string, event: SenderOf): void {
    if (isFromOurPage(event)) return;
    this.#log(`${channel} refused: sent by ${event.senderFrame?.url ?? 'a frame that is gone'}`);
    throw new CodedError('shell/foreign-sender');
  }
}

function named(channel: string): string {
  if (!channel.startsWith(channelPrefix)) throw new Error(`a channel's name begins with ${channelPrefix}`);
  return channel;
}

/** No payload. */
export const nothing: Check<void> = (payload) => {
  if (payload.length > 0) throw new CodedError('shell/bad-message');
};

/** One value of a list of words. */
export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  return ([value, ...more]) => {
    const word = words.find((one) => one === value);
    if (word === undefined || more.length > 0) throw new CodedError('shell/bad-message');
    return word;
  };
}

/** One boolean. */
export const yesOrNo: Check<boolean> = ([value, ...more]) => {
  if (typeof value !== 'boolean' || more.length > 0) throw new CodedError('shell/bad-message');
  return value;
};

/** A suggested file name: no folders, nothing that hides, at most 200 characters. */
export function fileName(value: unknown): string {
  if (typeof value !== 'string') throw new CodedError('shell/bad-message');
  const name = value
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[.\s]+/, '')
    .slice(0, 200);
  return name === '' ? 'ohmstead' : name;
}
