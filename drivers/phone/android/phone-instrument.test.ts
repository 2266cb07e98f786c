import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { phoneBench } from './phone-bench.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('an answer that was given is not kept by the calls after it: a day of samples costs no memory', async () => {
  const { call } = await phoneBench();
  const answers: WeakRef<object>[] = [];
  for (let sample = 0; sample < 10; sample += 1) answers.push(new WeakRef(await call<object>('moment')));
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  const kept = answers.slice(0, -2).filter((answer) => answer.deref() !== undefined);
  expect(kept).toHaveLength(0);
});
