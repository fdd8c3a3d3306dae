/** A `gem` line. Texts are raw. */
export interface GemWanted {
  readonly name: string;
  /** `~> 7.0`, `>= 1`; `= 1.2` is written `1.2` often. */
  readonly requirements: readonly string[];
  /** It comes from a folder or a repository of its own (`path:`, `git:`, `github:`). */
  readonly isOwnSource: boolean;
  /** `ref: '3f2a91c…'`, a whole commit. */
  readonly isCommit: boolean;
  /** It is only for some platforms, or where something holds: where the lock was made it may not be needed. */
  readonly isSometimes: boolean;
  readonly line: number;
}

export interface Gemfile {
  readonly gems: readonly GemWanted[];
  /** Lines that name gems in a way only ruby can tell. */
  readonly dynamic: readonly number[];
  /** It takes in other files (`gemspec`, `eval_gemfile`): they may name more. */
  readonly isOpen: boolean;
}

/** A Gemfile as far as it can be read without running it: one `gem` a statement, with texts (bundler.io/man/gemfile.5.html). */
export function readGemfile(text: string): Gemfile {
  const gems: GemWanted[] = [];
  const dynamic: number[] = [];
  const blocks: boolean[] = [];
  let isOpen = false;
  for (const { statement, line } of statementsOf(text)) {
    if (/^(?:gemspec|eval_gemfile)\b/.test(statement)) {
      isOpen = true;
    }

    if (/^end\b/.test(statement)) {
      blocks.pop();
    } else if (/^(?:if|unless|case|begin|def)\b|\bdo(?:\s*\|[^|]*\|)?$/.test(statement)) {
      blocks.push(/^(?:platforms?|install_if)\b/.test(statement));
    }

    if (!/(?:^|[\s;{|])gem[\s(]/.test(statement)) {
      continue;
    }

    const gem = gemOf(statement, line);
    if (gem === undefined) {
      dynamic.push(line);
    } else {
      gems.push({ ...gem, isSometimes: gem.isSometimes || blocks.includes(true) });
    }
  }

  return { gems, dynamic, isOpen };
}

/** Lines without comments; one that ends in a comma or a backslash goes on in the next. */
function statementsOf(text: string): readonly { readonly statement: string; readonly line: number }[] {
  const found: { statement: string; line: number }[] = [];
  let isInBlock = false;
  let parts: string[] = [];
  let start = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (/^=(?:begin|end)\b/.test(raw)) {
      isInBlock = raw.startsWith('=begin');
      continue;
    }

    if (raw === '__END__') {
      break;
    }

    const code = isInBlock ? '' : withoutComment(raw).trim();
    if (code === '' && parts.length > 0) {
      continue;
    }

    start = parts.length === 0 ? index + 1 : start;
    parts.push(code.replace(/\\$/, ''));
    if (!/[,\\]$/.test(code)) {
      found.push({ statement: parts.join(' '), line: start });
      parts = [];
    }
  }

  return parts.length === 0 ? found : [...found, { statement: parts.join(' '), line: start }];
}

const withoutComment = (raw: string): string => /^(?:[^#"']|"[^"]*"|'[^']*')*/.exec(raw)?.[0] ?? raw;

function gemOf(statement: string, line: number): GemWanted | undefined {
  const [, open, , name, rest = ''] = /^gem(\s*\(\s*|\s+)(["'])([A-Za-z0-9][\w.-]*)\2(.*)$/.exec(statement) ?? [];
  if (name === undefined || rest.includes('#{')) {
    return undefined;
  }

  const words = open?.includes('(') ? rest.replace(/\)[^)]*$/, '') : rest.replace(/\s(?:if|unless)\s.*$/, '');
  const lists = words.replaceAll(/\[([^\][]*)\]/g, '$1');
  const requirements: string[] = [];
  let left = lists;
  for (;;) {
    const [whole, , requirement] = /^\s*,\s*(["'])([^"']*)\1(?!\s*=>)(?:\.freeze)?/.exec(left) ?? [];
    if (whole === undefined || requirement === undefined) {
      break;
    }

    requirements.push(...requirement.split(',').map((one) => one.trim()));
    left = left.slice(whole.length);
  }

  if (!/^\s*(?:,\s*(?:\w+:|:\w+\s*=>|["']\w+["']\s*=>|\*\*)|$)/.test(left)) {
    return undefined;
  }

  const option = (names: string) => new RegExp(`(?:^|[\\s,{])(?:(?:${names}):|:(?:${names})\\s*=>)`).test(left);
  return {
    ...{ name, requirements, line },
    isSometimes: option('platforms?|install_if'),
    isOwnSource: option('path|git|github|gitlab|bitbucket|gist'),
    isCommit: option('path') || /ref(?::|\s*=>)\s*["'][0-9a-f]{40}["']/.test(left),
  };
}
