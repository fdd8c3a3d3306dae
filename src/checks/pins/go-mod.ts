/** A version of a module that a go.mod asks for. Texts are raw. */
export interface GoRequire {
  readonly module: string;
  readonly version: string;
  readonly isIndirect: boolean;
  readonly line: number;
}

export interface GoReplace {
  readonly module: string;
  /** Absent: every version. */
  readonly version?: string;
  readonly by: string;
  /** Absent: a folder. */
  readonly byVersion?: string;
}

export interface GoMod {
  readonly requires: readonly GoRequire[];
  readonly replaces: readonly GoReplace[];
  /** A line of `require` or `replace` that is not as go writes it. */
  readonly strange?: number;
}

/** go.dev/ref/mod#go-mod-file, as far as it names versions. */
export function readGoMod(text: string): GoMod {
  const requires: GoRequire[] = [];
  const replaces: GoReplace[] = [];
  let strange: number | undefined;
  let block = '';
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const slashes = raw.indexOf('//');
    const code = (slashes < 0 ? raw : raw.slice(0, slashes)).trim().replaceAll('"', '');
    const [first = '', ...others] = code.split(/\s+/);
    if (code === '') {
      continue;
    }

    if (block !== '' && code === ')') {
      block = '';
      continue;
    }

    if (block === '' && (others[0] === '(' || first.endsWith('('))) {
      block = first.replace(/\($/, '');
      continue;
    }

    const [verb, words] = block === '' ? [first, others] : [block, [first, ...others]];
    if (verb === 'require') {
      const [module, version] = words;
      if (module === undefined || version === undefined) {
        strange ??= index + 1;
      } else {
        const isIndirect = slashes >= 0 && /^\/\/\s*indirect\b/.test(raw.slice(slashes));
        requires.push({ module, version, isIndirect, line: index + 1 });
      }
    } else if (verb === 'replace') {
      const replace = replaceOf(words);
      if (replace === undefined) {
        strange ??= index + 1;
      } else {
        replaces.push(replace);
      }
    }
  }

  return { requires, replaces, ...(strange === undefined ? {} : { strange }) };
}

/** `a => ./b`, `a v1 => b v2` */
function replaceOf(words: readonly string[]): GoReplace | undefined {
  const arrow = words.indexOf('=>');
  const [module, version] = words.slice(0, Math.max(arrow, 0));
  const [by, byVersion] = words.slice(arrow + 1);
  return arrow < 0 || module === undefined || by === undefined
    ? undefined
    : { module, by, ...(version === undefined ? {} : { version }), ...(byVersion === undefined ? {} : { byVersion }) };
}
