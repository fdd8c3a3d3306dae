import type { RunView } from './state.js';

/** Indices of the blocks of a run that hold what is looked for; none when nothing is. */
export function blocksWith({ blocks, find }: Pick<RunView, 'blocks' | 'find'>): readonly number[] {
  const text = find.field.text.trim().toLowerCase();
  return text === '' ? [] : blocks.flatMap(({ words }, index) => (words.includes(text) ? [index] : []));
}

/** The next of them from a place on, that place included, round the end of the run. */
export function nextOf(
  hits: readonly number[],
  from: number,
  by: 1 | -1,
): { readonly at: number; readonly round: boolean } | undefined {
  const next = by === 1 ? hits.find((hit) => hit >= from) : hits.findLast((hit) => hit <= from);
  const at = next ?? hits.at(by === 1 ? 0 : -1);
  return at === undefined ? undefined : { at, round: next === undefined };
}

/** `3 of 12`, or how many there are while another block is in focus. */
export function blockWords(hits: readonly number[], at: number): string {
  const index = hits.indexOf(at);
  return `${index === -1 ? '' : `${index + 1} of `}${hits.length}`;
}

/** What is said when a search went round. @param isSame to where it began */
export function roundWords(
  { text, towards }: { readonly text: string; readonly towards: 'end' | 'start' },
  isSame: boolean,
): string {
  return isSame
    ? `There is no other “${text}”.`
    : towards === 'end'
      ? `No “${text}” further down: this one is from the top.`
      : `No “${text}” further up: this one is from the end.`;
}
