import { safeLine } from '../text/sanitise.js';

/** `2026-11-19 08:42 UTC`; whatever is no time in ISO 8601 and UTC, as it is. */
export const showSince = (since: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(since) ? `${since.slice(0, 10)} ${since.slice(11, 16)} UTC` : safeLine(since, 40);
