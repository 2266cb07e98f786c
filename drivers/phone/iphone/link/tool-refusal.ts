/**
 * What a tool that did not succeed means. The words are those in the programs of libimobiledevice-utils 1.3.0 (`strings`),
 * the numbers those of its header `lockdown.h`. Guarantees that every end but success becomes a code.
 */
import { CodedError } from '../../../../foundation/failure.ts';
import type { ToolName, ToolResult } from './tool-process.ts';

interface Meaning {
  readonly words: RegExp;
  readonly code: string;
}

const meanings: readonly Meaning[] = [
  { words: /no device found|device \S+ not found/i, code: 'phone/iphone-not-found' },
  { words: /password protected|passcode is set|\(-17\)|error code -17\b/i, code: 'phone/iphone-locked' },
  {
    words:
      /pairing dialog|trust dialog|denied pairing|not paired with this host|invalid hostid|missing hostid|\(-(?:18|19|20|21|29|31)\)|error code -(?:18|19|20|21|29|31)\b/i,
    code: 'phone/iphone-untrusted',
  },
  { words: /mux error|connection interrupted|\(-8\)|error code -8\b/i, code: 'phone/link-lost' },
  { words: /unable to retrieve ioregistry/i, code: 'phone/not-supported' },
  // Also what a phone says that is locked, or has only just begun to trust this computer.
  { words: /could not (?:start|connect to) diagnostics/i, code: 'phone/service-refused' },
];
const shownCharacters = 300;

/** The output when the tool ended well; `what` was asked of the phone `serial`. */
export function outputOf(tool: ToolName, { code, out, err }: ToolResult, serial: string, what: string): string {
  const said = `${err}\n${code === 0 ? '' : out}`;
  const meaning = meanings.find(({ words }) => words.test(said));
  // Some of the tools complain and end with 0 all the same; none of them complains of what it has then done.
  // Phones without this entry give none, without a word (libimobiledevice#823).
  if (code === 0 && said.trim() === '' && out.trim() === '')
    throw new CodedError('phone/not-supported', { serial, what });
  if (code === 0 && (meaning === undefined || out.trim() !== '')) return out;
  const message = said.trim().slice(0, shownCharacters);
  if (meaning !== undefined) throw new CodedError(meaning.code, { serial, what, why: 'tool', message });
  throw new CodedError('phone/iphone-tool-failed', { tool, exitCode: code ?? -1, message });
}
