import type { Undo } from './model.js';

/** What the text of a migration tells about it. */
export interface Reading {
  /** The line that changes data, and the one that changes the schema: `line 12: …`. */
  readonly data?: string;
  readonly schema?: string;
  readonly undo: Undo;
}

/** How the migrations of one family are read. */
export type Dialect = (
  text: string,
  file: { readonly path: string; readonly has: (path: string) => boolean },
) => Reading;

/** The first line on which one of the patterns is found: `line 12: UPDATE users SET …`. */
export function lineOf(code: string, patterns: readonly RegExp[]): string | undefined {
  const places = patterns.map((pattern) => {
    const found = pattern.exec(code);
    return found === null ? -1 : found.index + (/^[\s;]*/.exec(found[0])?.[0].length ?? 0);
  });
  const first = Math.min(...places.filter((place) => place >= 0));
  return Number.isFinite(first) ? lineAt(code, first) : undefined;
}

export function lineAt(code: string, place: number): string {
  const before = code.slice(0, place).split('\n');
  const start = place - (before.at(-1)?.length ?? 0);
  const end = code.indexOf('\n', place);
  return `line ${before.length}: ${code
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, 160)}`;
}

export const reading = (data: string | undefined, schema: string | undefined, undo: Undo): Reading => ({
  ...(data === undefined ? {} : { data }),
  ...(schema === undefined ? {} : { schema }),
  undo,
});

export const undoable: Undo = { can: 'yes' };
export const notUndoable = (why: string): Undo => ({ can: 'no', why });

/** SQL that changes rows, wherever it stands in a program: in strings, in heredocs. */
export const rowsChanged: readonly RegExp[] = [
  /\bUPDATE\s+[^\s;]{1,200}(?:\s+[^\s;]{1,200}){0,3}?\s+SET\b/i,
  /\b(?:INSERT|REPLACE|MERGE)\s+(?:IGNORE\s+|OVERWRITE\s+)?INTO\b/i,
  /\bDELETE\s+FROM\b/i,
  /\bTRUNCATE\s+(?:TABLE\s+)?["'`\w[]/i,
  // Nobody sees what it does. In small letters it may be a word of a sentence.
  /\bCALL\s+["'`\w.[\]]{1,200}\s*\(/,
];

/** SQL that changes the schema, or who may do what with it. */
export const tablesChanged: readonly RegExp[] = [
  /\b(?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+)?(?:(?:UNIQUE|TEMPORARY|TEMP|MATERIALIZED|UNLOGGED|FOREIGN|VIRTUAL|FULLTEXT|SPATIAL|CLUSTERED|NONCLUSTERED|EVENT)\s+)?(?:TABLE|INDEX|COLUMN|VIEW|TYPE|SEQUENCE|SCHEMA|TRIGGER|FUNCTION|PROCEDURE|EXTENSION|DATABASE|CONSTRAINT|POLICY|DOMAIN|ROLE|USER|PUBLICATION|SUBSCRIPTION|AGGREGATE|COLLATION|RULE|STATISTICS)\b/i,
  /\bRENAME\s+TABLE\b/i,
  /\bREFRESH\s+MATERIALIZED\s+VIEW\b/i,
  /\bCOMMENT\s+ON\s+(?:TABLE|COLUMN|INDEX|VIEW|TYPE|FUNCTION|SCHEMA|DATABASE|EXTENSION|SEQUENCE|CONSTRAINT|TRIGGER)\b/i,
  /\b(?:GRANT|REVOKE)\s+[A-Z][\w, ]{1,200}\s+ON\b/,
];

/** The body of a block without what does nothing: then nothing is left of it. */
export const doesNothing = (body: string): boolean =>
  body
    .replaceAll(
      /(?<![\w:])(?:pass|return|null|undefined|nil|None|true|:ok|Promise\.resolve\(\s*\)|void 0)(?![\w.])/g,
      '',
    )
    .replaceAll(/[\s;.]/g, '') === '';
