/** The longest time that anybody accepts a finding for, in days (checks.md section 1.6). */
export const mostAckDays = 90;

/** The key of a finding, or of several: the item is named in full, `*` may stand for anything after its colon. */
export const ackKeyShape = /^[a-z0-9][a-z0-9-]{0,63}:\S.*$/u;
