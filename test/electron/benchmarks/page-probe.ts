/**
 * Runs in the page before its own scripts. Speaks with the station over the page's own port, with numbers of calls that
 * the page never reaches; notes when digits of the list of instruments have changed on the screen.
 */
interface Shown {
  readonly address: string;
  readonly text: string;
  /** Milliseconds since 1970 at the picture after the one that has it. */
  readonly at: number;
}

/** Milliseconds. */
export interface CurveOpened {
  /** From the press to the picture after the one that has the curve. */
  readonly fromPressMs: number;
  /** From the frame of the chart to the same. */
  readonly fromFrameMs: number;
}

export interface PageProbe {
  readonly shown: Shown[];
  ask(verb: string, input: unknown): Promise<unknown>;
  watchList(): void;
  /** Gives the picture a key at each animation frame for so long; the times between frames, milliseconds. */
  framesOf(selector: string, keys: readonly string[], ms: number): Promise<number[]>;
  /** Presses what is found and waits for the first curve. */
  openCurve(press: string): Promise<CurveOpened>;
}

const shown: Shown[] = [];
let port: MessagePort | undefined;
let lastId = 1_000_000_000;

window.addEventListener('message', (event) => {
  const [end] = event.ports;
  if (event.source === window && end !== undefined) port = end;
});

function ask(verb: string, input: unknown): Promise<unknown> {
  const own = port;
  if (own === undefined) return Promise.reject(new Error('there is no station yet'));
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent) => {
      if (data.kind !== 'reply' || data.id !== id) return;
      own.removeEventListener('message', hear);
      if (data.reply.ok) resolve(data.reply.value);
      else reject(new Error(`${verb}: ${JSON.stringify(data.reply.failure)}`));
    };
    own.addEventListener('message', hear);
    own.postMessage({ kind: 'call', id, verb, input });
  });
}

const nextPicture = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

function watchList(): void {
  const watcher = new MutationObserver((changes) => {
    const seen = new Map<string, string>();
    for (const { target } of changes) {
      const node = target instanceof Element ? target : target.parentElement;
      const item = node?.closest('[role=option]');
      const address = item?.querySelector('.item-address')?.textContent ?? '';
      const text = node?.closest('.live-value')?.textContent ?? '';
      if (address !== '' && text !== '') seen.set(address, text);
    }
    if (seen.size === 0) return;
    void nextPicture().then(() => {
      const at = Date.now();
      for (const [address, text] of seen) shown.push({ address, text, at });
    });
  });
  const list = document.querySelector('.instrument-list');
  if (list === null) throw new Error('there is no list of instruments');
  watcher.observe(list, { childList: true, subtree: true, characterData: true });
}

async function framesOf(selector: string, keys: readonly string[], ms: number): Promise<number[]> {
  const picture = document.querySelector<HTMLElement>(selector);
  if (picture === null) throw new Error(`there is no ${selector}`);
  picture.focus();
  const gaps: number[] = [];
  const end = performance.now() + ms;
  let before = await nextPicture();
  for (let press = 0; performance.now() < end; press += 1) {
    const key = keys[press % keys.length] ?? 'ArrowLeft';
    picture.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
    const now = await nextPicture();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}

/** Under a curve stand the time and the value at its cursor, once there is one. */
const hasCurve = () => /\d/.test(document.querySelector('.series-chart .series-values')?.textContent ?? '');

async function openCurve(press: string): Promise<CurveOpened> {
  const target = document.querySelector<HTMLElement>(press);
  if (target === null) throw new Error(`there is no ${press}`);
  const began = performance.now();
  let framed: number | undefined;
  const drawn = new Promise<void>((resolve) => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('.series-chart') !== null) framed ??= performance.now();
      if (!hasCurve()) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(document, { childList: true, subtree: true, characterData: true });
  });
  target.click();
  await drawn;
  // What stands in the document now is drawn when the picture after it begins.
  await nextPicture();
  await nextPicture();
  const now = performance.now();
  return { fromPressMs: now - began, fromFrameMs: now - (framed ?? began) };
}

Object.assign(window, { benchmark: { shown, ask, watchList, framesOf, openCurve } satisfies PageProbe });
