import { baselineSamples } from './baseline.js';
import type { Before, Look } from './look.js';
import type { Limits } from './spec.js';

/**
 * A number against its limits. One limit that is broken is enough to fail; one that cannot be judged, for want of a
 * baseline, leaves it unknown.
 * @param before undefined before the deploy: then only what needs no comparison is looked at
 */
export function judgeNumber(value: number, limits: Limits, before: Before | undefined): Look {
  const broken = [
    ...over(value, limits.max, 'the most is'),
    ...(limits.min !== undefined && value < limits.min ? [`the least is ${show(limits.min)}`] : []),
    ...(before?.median === undefined || limits.rise === undefined
      ? []
      : over(value, before.median + limits.rise, `it was ${show(before.median)} before, and the most is now`)),
    ...(limits.overBaseline === undefined ? [] : over(value, before?.limit, 'going by before the deploy the most is')),
  ];
  if (broken.length > 0) {
    return { state: 'failed', value, text: `${show(value)}; ${broken.join(', ')}` };
  }

  const missing = before === undefined ? undefined : whatIsMissing(limits, before);
  return missing === undefined
    ? { state: 'ok', value, text: show(value) }
    : { state: 'unknown', value, text: `${show(value)}; ${missing}`, forGood: true };
}

/** Why a comparison with before the deploy cannot be made, in words. */
export function whatIsMissing(limits: Limits, before: Before): string | undefined {
  if (limits.overBaseline !== undefined && before.limit === undefined) {
    return `nobody knows what is normal: ${before.samples} of ${baselineSamples} samples before the deploy`;
  }

  return limits.rise !== undefined && before.median === undefined
    ? 'nobody knows what it was before the deploy'
    : undefined;
}

/** The first number in a text; undefined if there is none. */
export function firstNumber(text: string): number | undefined {
  const [found] = /(?<![\w.])[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?/i.exec(text) ?? [];
  const value = found === undefined ? Number.NaN : Number(found);
  return Number.isFinite(value) ? value : undefined;
}

const over = (value: number, most: number | undefined, words: string): readonly string[] =>
  most !== undefined && value > most ? [`${words} ${show(most)}`] : [];

/** At most four digits behind the point. */
const show = (value: number): string => String(Math.round(value * 10_000) / 10_000);
