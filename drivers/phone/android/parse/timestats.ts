/**
 * `dumpsys SurfaceFlinger --timestats -dump`. Guarantees that all refresh-rate buckets and all layers of a player are
 * summed, whatever the order of the keys, and that counters which restart with a new surface lose no frame.
 */
import { linesOf, plainNumber } from './answer.ts';

export interface LayerFrames {
  readonly layer: string;
  /** Frames that were shown; dropped ones are not among them. */
  readonly total: number;
  readonly dropped: number;
  /** Frames by the milliseconds between two of them being shown. */
  readonly presentGaps: ReadonlyMap<number, number>;
}

/** Layers in the order of the dump, one entry a bucket. Never throws. */
export function parseTimestats(text: string): LayerFrames[] {
  const layers: LayerFrames[] = [];
  const lines = linesOf(text);
  let layer: string | undefined;
  let total: number | undefined;
  let dropped: number | undefined;
  let gaps = new Map<number, number>();
  const finish = () => {
    if (layer !== undefined && total !== undefined && dropped !== undefined) {
      layers.push({ layer, total, dropped, presentGaps: gaps });
    }
    layer = undefined;
    total = undefined;
    dropped = undefined;
    gaps = new Map();
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    // A dump has sixteen lines a layer; these four letters begin all that count.
    if (!'ltdp'.includes(line.charAt(0))) continue;
    const [, key, value] = /^(layerName|totalFrames|droppedFrames) = (.*)$/.exec(line) ?? [];
    if (key === 'layerName') {
      finish();
      layer = value;
    } else if (key === 'totalFrames') total ??= counted(value);
    else if (key === 'droppedFrames') dropped ??= counted(value);
    else if (line.startsWith('present2present histogram')) gaps = histogram(lines[index + 1] ?? '');
  }
  finish();
  return layers;
}

/** The layers of a package, which stands inside the layer's name: `SurfaceView[pkg/Activity](BLAST)#42`. */
export function layersOf(layers: readonly LayerFrames[], packageName: string): LayerFrames[] {
  const inside = new RegExp(`(^|[^\\w.])${packageName.replaceAll('.', '\\.')}([^\\w.]|$)`);
  return layers.filter(({ layer }) => inside.test(layer));
}

/** Frames since the counters were cleared, over every surface the player had. */
export class FrameCounter {
  readonly #layers = new Map<string, { before: Frames; now: Frames }>();

  /** Takes the present layers of one player and gives the sums. */
  update(layers: readonly LayerFrames[]): Frames {
    const present = new Map<string, Frames>();
    for (const { layer, total, dropped } of layers) {
      const sum = present.get(layer) ?? { total: 0, dropped: 0 };
      present.set(layer, { total: sum.total + total, dropped: sum.dropped + dropped });
    }
    for (const [layer, now] of present) {
      const seen = this.#layers.get(layer) ?? { before: { total: 0, dropped: 0 }, now: { total: 0, dropped: 0 } };
      // Fewer than before: the surface was made anew and counts from nothing.
      const anew = now.total < seen.now.total || now.dropped < seen.now.dropped;
      const before = anew ? plus(seen.before, seen.now) : seen.before;
      this.#layers.set(layer, { before, now });
    }
    let sum: Frames = { total: 0, dropped: 0 };
    for (const { before, now } of this.#layers.values()) sum = plus(sum, plus(before, now));
    return sum;
  }

  clear(): void {
    this.#layers.clear();
  }
}

export interface Frames {
  readonly total: number;
  readonly dropped: number;
}

function plus(a: Frames, b: Frames): Frames {
  return { total: a.total + b.total, dropped: a.dropped + b.dropped };
}

function counted(text: string | undefined): number | undefined {
  const value = plainNumber(text);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : undefined;
}

function histogram(line: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [, milliseconds, count] of line.matchAll(/(\d{1,5})ms=(\d{1,9})/g)) {
    if (Number(count) > 0) counts.set(Number(milliseconds), Number(count));
  }
  return counts;
}
