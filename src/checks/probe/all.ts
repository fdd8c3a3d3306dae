import { allSection, isCrash, readAll } from '../servers/probe-all.js';
import type { ProbeResult } from '../servers/snapshot.js';
import type { Ask } from './ask.js';
import { type Before, type Look, lookMs } from './look.js';
import type { AllProbe } from './spec.js';

export interface AllLook {
  readonly ask: Ask;
  /** Of the target. */
  readonly runtimes: readonly string[];
  readonly signal: AbortSignal;
  /** Undefined before the deploy: what fails then is no news, and what is compared with later. */
  readonly before: Pick<Before, 'missing'> | undefined;
}

/** Imports everything in fresh processes; what could be loaded before the deploy, and cannot any more, has failed. */
export async function lookAtAll(probe: AllProbe, { ask, runtimes, signal, before }: AllLook): Promise<Look> {
  const { of, all } = probe;
  const section = allSection({
    section: 'all',
    all,
    ...(of.length === 0 ? {} : { of }),
    runtimes,
    seconds: lookMs / 1000,
  });
  const asked = await ask(section, signal);
  if (asked.how === 'unasked') {
    return { state: 'unknown', text: asked.text };
  }

  const result = readAll(asked);
  return before === undefined ? beforeDeploy(result) : judgeAll(result, before.missing);
}

/** What fails after the deploy against what failed before; `missing` undefined: nobody knows. */
export function judgeAll({ state, text, failing = [] }: ProbeResult, missing: readonly string[] | undefined): Look {
  const news = missing === undefined ? failing.filter(isCrash) : failing.filter((one) => !missing.includes(one));
  if (news.length > 0) {
    return { state: 'failed', atOnce: true, value: failing.length, text: `cannot be loaded any more: ${list(news)}` };
  }

  if (state === 'unknown') {
    // Unknown before the deploy, too: nothing says that it will ever be known.
    return { state, text, ...(missing === undefined ? { forGood: true } : {}) };
  }

  if (missing === undefined && failing.length > 0) {
    const words = `cannot be loaded: ${list(failing)}; nobody knows whether it could before the deploy`;
    return { state: 'unknown', value: failing.length, text: words, forGood: true };
  }

  return { state: 'ok', value: failing.length, text: failing.length === 0 ? text : `as before: ${text}` };
}

/** How much of it goes on record, in characters of JSON. */
const longestMissing = 20_000;

function beforeDeploy({ state, text, failing = [] }: ProbeResult): Look {
  return state === 'unknown' || JSON.stringify(failing).length > longestMissing
    ? { state: 'unknown', text }
    : { state: 'ok', value: failing.length, text, kept: { missing: failing } };
}

const list = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
