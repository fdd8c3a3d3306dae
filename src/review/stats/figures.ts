import { showDuration } from '../../text/duration.js';
import type { Median } from './stats.js';

/** `33,000`. */
export const showCount = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');

/** `3 runs`, `33,000 runs`. */
export const showPlural = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;

/** How often something happens: `20`, `2.9`, `0.05`. */
export function showRate(rate: number): string {
  if (rate >= 10) {
    return showCount(Math.round(rate));
  }

  return rate === 0 ? '0' : rate < 0.005 ? '< 0.01' : rate.toFixed(rate < 0.1 ? 2 : 1);
}

/** `20 %` of a share from 0 to 1. What is not all is never 100 %, and what is not nothing never 0 %. */
export function showShare(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) {
    return '< 1 %';
  }

  return percent === 100 && share < 1 ? '> 99 %' : `${percent} %`;
}

/** A part of a whole, in per cent; nothing of nothing. */
export const showPart = (part: number, whole: number): string => (whole === 0 ? '' : showShare(part / whole));

/** `2 h 5 m`, or that nobody knows. */
export const showMedian = ({ median }: Median): string => (median === undefined ? 'not known' : showDuration(median));

/** Seconds on screen: `1.4 s`, from a minute on `2 m 5 s`. */
export const showSeconds = (ms: number): string => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : showDuration(ms));
