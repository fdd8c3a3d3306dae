/** One event for a reader: what happened, and what there is to know about it. Texts are raw. */
export interface Told {
  /** The item or the part of the run it is about. */
  readonly about: string;
  readonly what: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'careful' | 'dim';
  readonly details: readonly string[];
}

export const told = (about: string, what: string, tone: Told['tone'], details: readonly string[] = []): Told => ({
  about,
  what,
  tone,
  details,
});
