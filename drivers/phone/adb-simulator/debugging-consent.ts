/**
 * "Allow USB debugging?" on the simulated phone: which computers it trusts. Signatures are really verified, so that a
 * remembered computer is let in without a prompt and another one is not. Facts: the AUTH section of protocol.txt and
 * the public key format of android_pubkey in Android's sources.
 */
import { constants, createPublicKey, type KeyObject, publicDecrypt } from 'node:crypto';

/**
 * `none`: asks for nothing, as an emulator; `any`: trusts the first signature; `prompt`: shows the question to the
 * person, see {@link DebuggingConsent.answer}; `reject`: never trusts anyone.
 */
export type ConsentMode = 'none' | 'any' | 'prompt' | 'reject';

/** DER of "SHA-1 digest follows": adb signs the 20 bytes of the token as if they were a digest. */
const digestInfo = Buffer.from('3021300906052b0e03021a05000414', 'hex');
const modulusBytes = 256;
/** Word count, n0inv, modulus, rr, exponent. */
const keyBytes = 4 + 4 + modulusBytes + modulusBytes + 4;

export class DebuggingConsent {
  readonly mode: ConsentMode;
  readonly #trusted: KeyObject[] = [];
  #prompt: ((allowed: boolean) => void) | undefined;
  #promptKey: KeyObject | undefined;

  constructor(mode: ConsentMode) {
    this.mode = mode;
  }

  /** Whether the question is on the phone's screen now. */
  get asking(): boolean {
    return this.#prompt !== undefined;
  }

  /** The person's finger; `always` remembers the computer. Does nothing when no question is shown. */
  answer(allow: boolean, always = false): void {
    if (allow && always && this.#promptKey !== undefined) this.#trusted.push(this.#promptKey);
    this.#prompt?.(allow);
  }

  /** Whether this signature lets the computer in. */
  accepts(token: Uint8Array, signature: Uint8Array): boolean {
    if (this.mode === 'any') return true;
    if (this.mode !== 'prompt') return false;
    return this.#trusted.some((key) => signedBy(key, token, signature));
  }

  /** Shows the question for this public key (base64, then a space and who it is). A newer question replaces it. */
  ask(publicKey: Uint8Array): Promise<boolean> {
    if (this.mode === 'any') return Promise.resolve(true);
    if (this.mode !== 'prompt') return new Promise(() => {});
    this.#prompt?.(false);
    return new Promise((resolve) => {
      this.#promptKey = decodeAdbPublicKey(publicKey);
      this.#prompt = (allowed) => {
        this.#prompt = undefined;
        this.#promptKey = undefined;
        resolve(allowed);
      };
    });
  }
}

/** `undefined` when it is not a 2048-bit key of adb's form. */
function decodeAdbPublicKey(payload: Uint8Array): KeyObject | undefined {
  const text =
    Buffer.from(payload)
      .toString('latin1')
      .split(/[\s\0]/, 1)[0] ?? '';
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== keyBytes || raw.readUInt32LE(0) * 4 !== modulusBytes) return undefined;
  const modulus = Buffer.from(raw.subarray(8, 8 + modulusBytes)).reverse();
  const exponent = Buffer.alloc(4);
  exponent.writeUInt32BE(raw.readUInt32LE(keyBytes - 4));
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function signedBy(key: KeyObject, token: Uint8Array, signature: Uint8Array): boolean {
  try {
    const plain = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return plain.equals(Buffer.concat([digestInfo, token]));
  } catch {
    return false;
  }
}
