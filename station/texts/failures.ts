/**
 * Every failure code in words: what happened; what the station did about it; what the person can do. `{name}` stands
 * for a parameter of the failure. A test compares the codes here with those in the source.
 */
import { benchFailures } from './failures-bench.ts';
import { checkFailures } from './failures-check.ts';
import { conversationFailures } from './failures-conversation.ts';
import { deskFailures } from './failures-desk.ts';
import { foundFailures } from './failures-found.ts';
import { inputFailures } from './failures-input.ts';
import { instrumentFailures } from './failures-instrument.ts';
import { iphoneFailures } from './failures-iphone.ts';
import { lineFailures } from './failures-line.ts';
import { meterFailures } from './failures-meter.ts';
import { newDriverFailures } from './failures-new-driver.ts';
import { outputFailures } from './failures-output.ts';
import { phoneFailures } from './failures-phone.ts';
import { recordFailures } from './failures-record.ts';
import { runFailures } from './failures-run.ts';
import { scopeFailures } from './failures-scope.ts';
import { scriptFailures } from './failures-script.ts';
import { selfCheckFailures } from './failures-self-check.ts';
import { shellFailures } from './failures-shell.ts';
import { toolFailures } from './failures-tools.ts';
import { usbFailures } from './failures-usb.ts';
import { type FailureTexts, three } from './three.ts';

export const failureTexts: FailureTexts = {
  ...inputFailures,
  ...conversationFailures,
  ...instrumentFailures,
  ...lineFailures,
  ...meterFailures,
  ...benchFailures,
  ...foundFailures,
  ...toolFailures,
  ...scopeFailures,
  ...usbFailures,
  ...newDriverFailures,
  ...phoneFailures,
  ...iphoneFailures,
  ...scriptFailures,
  ...checkFailures,
  ...runFailures,
  ...outputFailures,
  ...recordFailures,
  ...shellFailures,
  ...deskFailures,
  ...selfCheckFailures,
};

/** For a code without a sentence, for example one that a procedure from elsewhere made up. */
export const unknownFailure = three('{code}: {details}', '{code}：{details}', '{code}：{details}');
