/** Somebody added to a run that had ended: what became known only afterwards. The run itself stays what it was. */
export interface Noted {
  readonly type: 'note';
  /** At most 4,000 characters. */
  readonly text: string;
  readonly by: string;
  readonly email?: string;
  /** What was deployed hurt somebody: the deploy counts as failed, however well it ended. */
  readonly incident?: true;
}
