/** How often numbers that run are printed, in milliseconds. */
const liveMs = 60_000;

/**
 * The lines of a page that are to be printed because they were not there when it was printed last. Another state is
 * said at once; a line in which only numbers changed, a countdown for example, once a minute.
 * @param sinceMs how long ago the page, or something of it, was printed
 */
export function liveChange(before: readonly string[], now: readonly string[], sinceMs: number): readonly string[] {
  const words = new Set(before.map(withoutNumbers));
  const exactly = new Set(before);
  const news = now.filter((text) => !words.has(withoutNumbers(text)));
  return news.length > 0 || sinceMs < liveMs ? news : now.filter((text) => !exactly.has(text));
}

/** Numbers and times, `1 m 52 s` and `48 s` alike, become one sign. */
const withoutNumbers = (text: string): string =>
  text.replace(/\d+(?:[.,:]\d+)*(?: ?(?:ms|[smhd])\b)?(?: (?=\d))?/gu, '#').replace(/#+/gu, '#');
