/** Fewer characters are no reason (checks.md §1.4). */
export const minReason = 15;

export const tooShort = (text: string): string =>
  `A reason has at least ${minReason} characters; this has ${text.length}.`;
