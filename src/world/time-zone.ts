/** The operator's IANA zone, e.g. `Europe/Istanbul`; `UTC` when the system names none (an invalid TZ). */
export const operatorTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
