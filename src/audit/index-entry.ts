import type { RunDigest } from '../run/summary.js';
import { isRunId } from './run-id.js';

/** A finished run as the index knows it, with the size of its files at that time. */
export interface IndexEntry extends RunDigest {
  /** The highest segment number. */
  readonly segments: number;
  readonly bytes: number;
  /** When this line was written, where that is not when the run ended: UTC, ISO 8601. */
  readonly at?: string;
  /** See `unpackFacts`: not looked at before somebody asks for it. Text, where it was not even parsed. */
  readonly facts?: unknown;
}

/** A line of the index, checked; undefined for anything else. */
export function toIndexEntry(line: string): IndexEntry | undefined {
  let value: unknown;
  try {
    value = line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }

  return isEntry(value) ? value : undefined;
}

/**
 * The same without understanding the facts: they stand there as text. They are most of a line, come last, and most who ask
 * never want them.
 */
export function toBriefEntry(line: string): IndexEntry | undefined {
  // No text inside of the line can hold this: its quotes would be escaped.
  const cut = line.indexOf(factsBegin);
  const entry = toIndexEntry(cut === -1 ? line : `${line.slice(0, cut)}}`);
  return cut === -1 || entry === undefined ? entry : { ...entry, facts: line.slice(cut + factsBegin.length, -1) };
}

const factsBegin = ',"facts":';

function isEntry(entry: unknown): entry is IndexEntry {
  return (
    isMap(entry) &&
    entry['schema'] === 1 &&
    typeof entry['run'] === 'string' &&
    isRunId(entry['run']) &&
    texts.every((name) => typeof entry[name] === 'string') &&
    numbers.every((name) => Number.isSafeInteger(entry[name])) &&
    nullTexts.every((name) => entry[name] === null || typeof entry[name] === 'string') &&
    maybeTexts.every((name) => entry[name] === undefined || typeof entry[name] === 'string') &&
    Array.isArray(entry['overridden'])
  );
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const texts = ['app', 'target', 'operator', 'started', 'to', 'outcome', 'head'];
const nullTexts = ['ended', 'from'];
const maybeTexts = ['deployedAt', 'rollBack', 'handedTo', 'leftBecause', 'confirms', 'at'];
const numbers = ['overrides', 'records', 'segments', 'bytes'];
