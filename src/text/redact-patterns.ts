/** Replaces what looks like a secret by its shape or by the word before it. Every pattern is linear and bounded. */
export function redactPatterns(text: string): string {
  return redactKeyBlocks(text)
    .replace(urlPassword, '$1[redacted]@')
    .replace(urlToken, '://[redacted]@')
    .replace(authorizationHeader, '$1[redacted]')
    .replace(bearer, '$1[redacted]')
    .replace(knownShapes, '[redacted]')
    .replace(commandOption, '$1[redacted]')
    .replace(assignment, redactAssignment);
}

/** `https://user:password@host`; not `docker://image:tag@sha256:…`. */
const urlPassword = /(:\/\/[^\s/@:?#"'<>]{0,256}:)[^\s/"'<>]{1,1024}@(?!sha\d{3}:)/g;

/** `https://token@host`: no person is called like that. */
const urlToken = /:\/\/[\w-]{20,256}@/g;

/** The schemes with several parameters take the rest of the line. */
const authorizationHeader =
  /(\bauthorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:(?:basic|bearer|token|negotiate|apikey)[ \t]{1,8})?)(?:(?:digest|aws4-hmac-sha256)[ \t][^\r\n]*|[^\s"',]+)/gi;

const bearer = /(\bbearer[ \t]{1,8})(?=[a-z._~+/=-]{0,512}\d)[\w.~+/=-]{16,}/gi;

/** Prefixes that forges, clouds and registries give their tokens so that they can be found, and JSON Web Tokens. */
const knownShapes = new RegExp(
  `(?<![\\w-])(?:${[
    'gh[pousr]_[A-Za-z0-9]{20,}',
    'github_pat_\\w{20,}',
    'gl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]{16,}',
    'xox[abeoprs]-[\\w-]{8,}',
    'A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])',
    'sk-(?:(?:proj|ant|or|svcacct|admin)-[\\w-]{16,}|[A-Za-z0-9]{20,})',
    '[rs]k_(?:live|test)_[A-Za-z0-9]{10,}',
    'npm_[A-Za-z0-9]{30,}',
    'pypi-[\\w-]{50,}',
    'AIza[\\w-]{35}',
    'eyJ[\\w-]{6,}\\.[\\w-]{6,}\\.[\\w-]*',
  ].join('|')})`,
  'g',
);

/** `--password hunter2`. */
const commandOption =
  /((?<![\w-])--?(?:\w{1,20}-){0,3}(?:token|secret|passw(?:or)?d|api-?key)[ \t]+)(?!-)[^\s"']{4,}/gi;

/** `DB_PASSWORD=…`, `"api_key": "…"`, `token: …`; never across a line break. */
const assignment =
  /((?:(unexpected )?token|secret|passw\w{0,20}|passphrase|[_-]pass|(?:api|access|secret|private)[_-]?key)\\{0,3}["']?[ \t]{0,8}[=:][ \t]{0,8})("[^"\n]*"|'[^'\n]*'|\S+)/gi;

function redactAssignment(all: string, before: string, unexpected: string | undefined, value: string): string {
  const bare = value.replace(/^["']|["'.,;)]+$/g, '');
  const keep =
    unexpected !== undefined ||
    bare.length < 4 ||
    notASecret.test(bare) ||
    (/_(?:file|path|dir)["']?[ \t]*[=:]/i.test(before) && /^[/~.]/.test(bare));
  if (keep) {
    return all;
  }
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return `${before}${quote}[redacted]${value.length > 1 && value.endsWith(quote) ? quote : ''}`;
}

/** Words of a sentence about a secret (`password: must be longer`), and references to one (`$TOKEN`, `<token>`, `***`). */
const notASecret =
  /^(?:true|false|null|none|undefined|empty|unset|must|should|cannot|could|would|does|will|with|from|missing|invalid|expired|required|incorrect|wrong|rejected|accepted|changed|unchanged|unknown|redacted|denied|failed|found|valid|read|write|\$.*|<.*|\*+|%.*|\{\{.*|process\.env.*|os\.environ.*|\[redacted\].*)$/i;

/** A whole block, one that is cut off at its end, and one that is cut off at its beginning. */
function redactKeyBlocks(text: string): string {
  if (!text.includes('PRIVATE KEY')) {
    return text;
  }
  return withoutLooseEnds(text.replace(keyBlock, '[redacted]'));
}

const keyBlock =
  /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g;

function withoutLooseEnds(text: string): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (keyEnd.test(line)) {
      while (keyBody.test(kept.at(-1) ?? '')) {
        kept.pop();
      }
      kept.push('[redacted]');
    } else {
      kept.push(line);
    }
  }
  return kept.join('\n');
}

/** The last line of a private key, PEM or PGP. */
export const keyEnd = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const keyBody = /^[ \t]{0,16}[A-Za-z0-9+/=]{8,128}\r?$/;
