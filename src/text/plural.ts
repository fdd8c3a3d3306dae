/** `1 commit`, `3 commits`, `0 commits`; give `many` for words that do not take an s: `plural(2, 'entry', 'entries')`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
