import type { RunDigest } from '../run/summary.js';
import { isRunId } from './run-id.js';

/** A finished run as the index knows it, with the size of its files at that time. */
export interface IndexEntry extends RunDigest {
  /** The highest segment number. */
  readonly segments: number;
  readonly bytes: number;
  /** When this line was written, where that is not when the run ended: UTC, ISO 8601. */
  readonly at?: string;
  /** See `unpackFacts`: not looked at before somebody asks for it. */
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

function isEntry(value: unknown): value is IndexEntry {
  const entry: Readonly<Record<string, unknown>> = { ...(typeof value === 'object' ? value : {}) };
  return (
    entry['schema'] === 1 &&
    typeof entry['run'] === 'string' &&
    isRunId(entry['run']) &&
    texts.every((name) => typeof entry[name] === 'string') &&
    numbers.every((name) => Number.isSafeInteger(entry[name])) &&
    ['ended', 'from'].every((name) => entry[name] === null || typeof entry[name] === 'string') &&
    maybeTexts.every((name) => ['undefined', 'string'].includes(typeof entry[name])) &&
    Array.isArray(entry['overridden'])
  );
}

const texts = ['app', 'target', 'operator', 'started', 'to', 'outcome', 'head'];
const maybeTexts = ['deployedAt', 'rollBack', 'handedTo', 'leftBecause', 'confirms', 'at'];
const numbers = ['overrides', 'records', 'segments', 'bytes'];
