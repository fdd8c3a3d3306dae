/** A watched source file on both sides of the release. Texts are raw. */
export interface ChangedFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What is different between two texts, in whole lines. */
export interface ChangedPart {
  readonly before: string;
  readonly after: string;
  /** Lines that stand before it in both. */
  readonly above: number;
}

/** Without the lines that both sides begin and end with: of a large file mostly very little is left. */
export function changedPart({ before = '', after = '' }: Pick<ChangedFile, 'before' | 'after'>): ChangedPart {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) {
    from += 1;
  }

  from = from === 0 ? 0 : before.lastIndexOf('\n', from - 1) + 1;
  let end = 0;
  while (
    end < shorter - from &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }

  // Back to where a line begins in both.
  const longer = before.length > after.length ? before : after;
  const isLine = end === shorter - from && /^$|\n$/.test(longer.slice(0, longer.length - end).slice(-1));
  const lineBreak = before.indexOf('\n', before.length - end);
  const rest = isLine ? end : end === 0 || lineBreak < 0 ? 0 : before.length - lineBreak - 1;
  return {
    before: before.slice(from, before.length - rest),
    after: after.slice(from, after.length - rest),
    above: from === 0 ? 0 : before.slice(0, from).split('\n').length - 1,
  };
}

/** Whether a changed text may define, or hide in a comment, other classes or tasks than it did before. */
export const mayDefine = ({ before, after }: Pick<ChangedPart, 'before' | 'after'>): boolean =>
  telling.test(before) || telling.test(after);

const telling =
  /\b(?:class|module|namespace|package|record|def|defmodule|define|modelName)\b|@|Class\.new|(?:task|actor|job)\s*\(|"""|'''|\/\*|\*\/|=begin|=end|<<|__END__/;
