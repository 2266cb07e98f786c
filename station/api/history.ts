/** Questions about what was: search, trends, curves. Pure types. */
import type { Texts } from '../../foundation/measurement/declaration.ts';
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { RunSummary } from './station-api.ts';

export interface HistoryQuery {
  /** Words that must all occur, in any order: serial, IMEI, model, ticket, fault, note, operator, procedure, run. */
  readonly text: string;
  readonly verdict?: RunSummary['verdict'];
  readonly procedure?: string;
  readonly operator?: string;
  readonly from: number;
  readonly count: number;
}

export interface HistoryRun extends RunSummary {
  readonly title: Texts;
  readonly unit: {
    readonly brand?: string;
    readonly model?: string;
    readonly serial?: string;
    readonly imei?: string;
  };
  readonly operator: string | null;
  readonly stoppedWall: string | null;
  /** Keys of measurements that failed. */
  readonly failed: readonly string[];
}

export interface HistoryPage {
  readonly total: number;
  readonly runs: readonly HistoryRun[];
}

/** A unit that was on the bench, newest first. */
export interface UnitSummary {
  /** Serial number, else IMEI, else the ticket's number. */
  readonly id: string;
  readonly brand: string;
  readonly model: string;
  readonly serial?: string;
  readonly imei?: string;
  readonly tickets: readonly string[];
  readonly runs: number;
  readonly lastWall: string | null;
  readonly lastVerdict: RunSummary['verdict'] | null;
}

export interface TrendQuery {
  readonly procedure: string;
  readonly key: string;
  /** Only this unit; all units when absent. */
  readonly serial?: string;
}

/** One measurement of one run; `value` null when it could not be had. */
export interface TrendPoint {
  readonly run: string;
  readonly wall: string;
  readonly serial: string | null;
  readonly value: number | null;
  readonly unit: string;
  readonly resolution?: number;
  /** Of its reading: why there is no number where there is none; null when nothing was read. */
  readonly status: ReadingStatus | null;
  readonly verdict: string;
  readonly limits: { readonly lo?: number; readonly hi?: number };
  readonly simulated: boolean;
}

/** One value over the time of a soak, with a point where a sample told it and nowhere else. */
export interface SeriesSummary {
  /** `SOAK/NAME`. */
  readonly series: string;
  readonly soak: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: string;
  /** Samples that told this value, also those in which it was an overload or not valid. */
  readonly samples: number;
  /** Of the soak: a hole is one in all its curves. */
  readonly holes: number;
  /** Soak time, milliseconds, of the first and the last sample or hole of the soak, whatever they told. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SpanQuery {
  readonly run: string;
  readonly series: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Most buckets wanted: about one for each pixel. */
  readonly buckets: number;
}

/**
 * The smallest and the largest value of each bucket, from the min/max pyramid; where a bucket holds a gap both are NaN.
 * A span with few samples has one bucket for each sample and `min` equals `max`.
 */
export interface SpanData {
  readonly times: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What a scanned or typed text stands for. */
export type ScanResult =
  | { readonly kind: 'ticket'; readonly number: string }
  /** The serial number or IMEI of a unit: its open tickets first, newest first. */
  | { readonly kind: 'unit'; readonly serial: string; readonly tickets: readonly string[] }
  | { readonly kind: 'run'; readonly run: string }
  /** `CMD:START`, `CMD:STOP`… on a command card. */
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'unknown'; readonly text: string };
