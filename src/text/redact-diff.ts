import { keyEnd } from './redact-patterns.js';

/**
 * Takes private keys out of a diff before anybody cuts it into pieces: a redactor that sees lines one by one knows the
 * first line of a key and not its body. The old and the new side are followed apart; a body without both its ends is known
 * by its shape, and checksums or certificates that look the same go with it.
 * @param lines of one diff or several, each with its column (` `, `+`, `-`) or header; raw
 */
export const withoutKeys = (lines: readonly string[]): readonly string[] => withoutBodies(withoutBlocks(lines));

function withoutBlocks(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let open = { '-': false, '+': false };
  for (const line of lines) {
    const [, place, context = ''] = hunk.exec(line) ?? [];
    const [column, text] = [line.slice(0, 1), line.slice(1)];
    if (line.startsWith('diff --git ')) {
      open = { '-': false, '+': false };
      kept.push(line);
    } else if (place !== undefined) {
      kept.push(open['-'] || open['+'] || hunkBody.test(context) ? place : line);
    } else {
      const sides = column === '-' || column === '+' ? ([column] as const) : (['-', '+'] as const);
      const wasOpen = sides.some((side) => open[side]);
      const [begin, end] = [lastOf(keyBegin, text), lastOf(keyEnd, text)];
      const isOpen = begin === end ? wasOpen : begin > end;
      for (const side of sides) {
        open = { ...open, [side]: isOpen };
      }

      if (!wasOpen && end >= 0 && text.search(keyBegin) < 0) {
        while (bodyLine.test((kept.at(-1) ?? '').slice(1))) {
          kept.pop();
        }
        kept.push(`${column}[redacted]`);
      } else if (!wasOpen) {
        kept.push(isOpen ? `${column}${text.slice(0, begin)}[redacted]` : line);
      }
    }
  }

  return kept;
}

function withoutBodies(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (longBody.test((lines[end] ?? '').slice(1))) {
      end += 1;
    }

    const hidden = end - at >= shortestRun;
    kept.push(hidden ? `${(lines[at] ?? '').slice(0, 1)}[redacted]` : (lines[at] ?? ''));
    at = hidden ? end : at + 1;
  }

  return kept;
}

/** Lines of base64 in a row that are taken for the middle of a key. */
const shortestRun = 3;

const lastOf = (pattern: RegExp, text: string): number =>
  [...text.matchAll(new RegExp(pattern, 'g'))].at(-1)?.index ?? -1;

/** git writes the line that it takes for the name of a function behind the place of a hunk. */
const hunk = /^(@@ -[\d,]+ \+[\d,]+ @@)(.*)$/s;
const hunkBody = /^[ \t]*[A-Za-z0-9+/=]{24,}\s*$/;

const keyBegin = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const bodyLine = /^[ \t]{0,40}[A-Za-z0-9+/=]{8,128}\r?$/;
const longBody = /^[ \t]{0,40}[A-Za-z0-9+/=]{48,128}\r?$/;
