/** Why a run cannot be told, where nobody changed it: only a newer version can read it; nothing can be read there. */
export type Trouble = 'newer' | 'unreadable';

/** For everything else that is wrong with a run's files. */
export const damagedWords = 'DAMAGED, see `shipit log verify`';

export const troubleWords = (trouble: Trouble): string =>
  `${trouble === 'newer' ? 'written by a newer shipit' : 'cannot be read'}, see \`shipit log verify\``;
