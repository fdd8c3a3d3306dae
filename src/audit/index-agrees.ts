import type { Digested } from './digest.js';
import type { IndexEntry } from './index-entry.js';
import { packFacts, parsedFacts } from './index-facts.js';

/**
 * What a line of the index says of a run that its records do not say: the first key of it. The index has no chain of its
 * own, and most of what people read comes from it. What an older version did not write down yet is not held against it.
 */
export function disagreement({ facts, ...entry }: IndexEntry, found: Digested): string | undefined {
  const { digest } = found;
  const said: Readonly<Record<string, unknown>> = { ...entry };
  const told: Readonly<Record<string, unknown>> = { ...digest };
  const keys = [...new Set([...Object.keys(digest), ...Object.keys(entry)])].filter((key) => !ofFiles.includes(key));
  const key = keys.find((one) => !isSame(said[one], told[one]));
  return key ?? (facts === undefined || areFacts(facts, found) ? undefined : 'facts');
}

/** These tell of the files and of the line itself. */
const ofFiles: readonly string[] = ['segments', 'bytes', 'at'];

function areFacts(facts: unknown, found: Digested): boolean {
  const packed: Readonly<Record<string, unknown>> = { ...packFacts(found.facts) };
  if (facts === JSON.stringify(packed)) {
    return true;
  }

  const said = parsedFacts(facts);
  return isMap(said) && Object.entries(said).every(([key, value]) => isSame(value, packed[key]));
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
