/** What can become of a command that is followed. */
export type FollowWord = 'follow' | 'background' | 'interrupt' | 'terminate';

export const followWords: readonly (readonly [word: FollowWord, does: string])[] = [
  ['follow', 'go on following'],
  ['background', 'keep it running in the background, and leave'],
  ['interrupt', 'send it SIGINT'],
  ['terminate', 'send it SIGTERM'],
];

/** The word that was typed, whole; anything else is none. */
export const followWordIn = (line: string): FollowWord | undefined =>
  followWords.find(([word]) => word === line.trim().toLowerCase())?.[0];
