/** One instruction of a Dockerfile, its continuation lines joined. Texts are raw. */
export interface DockerInstruction {
  /** In capitals: `FROM`, `RUN`. An `ONBUILD` before it is left out. */
  readonly keyword: string;
  readonly rest: string;
  /** Lines of its here-documents. */
  readonly heredoc: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
}

/**
 * The instructions of a Dockerfile as BuildKit splits them (docs.docker.com/reference/dockerfile): parser directives at the
 * top, comments even inside of a continued line, here-documents of `RUN`, `COPY` and `ADD`.
 */
export function dockerLines(text: string): readonly DockerInstruction[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const { continued, heredocs } = patterns[escapeOf(lines)];
  const found: DockerInstruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = at + 1;
    const parts: string[] = [];
    let goesOn = true;
    while (goesOn && at < lines.length) {
      const raw = lines[at++] ?? '';
      if (comment.test(raw) || (parts.length > 0 && raw.trim() === '')) {
        goesOn = parts.length > 0;
        continue;
      }

      goesOn = continued.test(raw);
      parts.push(raw.replace(continued, ''));
    }

    const whole = parts.join(' ').trim();
    const [, keyword = '', rest = ''] = /^(?:ONBUILD\s+)?(\S+)\s*([\s\S]*)$/i.exec(whole) ?? [];
    if (keyword === '') {
      continue;
    }

    const ends = withHeredoc.test(keyword) ? [...rest.matchAll(heredocs)] : [];
    const heredoc: string[] = [];
    for (const [, dash, , end = ''] of ends) {
      while (at < lines.length) {
        const raw = lines[at++] ?? '';
        if ((dash === '-' ? raw.replace(/^\t+/, '') : raw) === end) {
          break;
        }

        heredoc.push(raw);
      }
    }

    found.push({ keyword: keyword.toUpperCase(), rest, heredoc, line });
  }

  return found;
}

/** The directive `escape` counts only among the first lines, and only while each of them is a directive. */
function escapeOf(lines: readonly string[]): '\\' | '`' {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined) {
      return '\\';
    }

    if (name.toLowerCase() === 'escape') {
      return value === '`' ? '`' : '\\';
    }
  }

  return '\\';
}

const comment = /^\s*#/;
const withHeredoc = /^(?:RUN|COPY|ADD)$/i;

const heredocs = /(?<!<)<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_.]*)\2(?=\s|$|[;&|)>])/g;

const patterns = {
  '\\': { continued: /\\[ \t]*$/, heredocs },
  '`': { continued: /`[ \t]*$/, heredocs },
} as const;
