import { argumentsAt, someMatches, undoOfCalls } from './calls.js';
import { python, readCode } from './code.js';
import { type Dialect, lineAt, lineOf, notUndoable, reading, rowsChanged, tablesChanged, undoable } from './dialect.js';
import type { Undo } from './model.js';

/** Migrations of Django: what RunPython and RunSQL are given decides (checks.md section 10.1). */
export const django: Dialect = (text) => {
  const code = readCode(text, python);
  const runs = someMatches(code.bare, /\b(RunPython|RunSQL)\s*(?=\()/g).map((found) => ({
    operation: found[1] === 'RunSQL' ? ('RunSQL' as const) : ('RunPython' as const),
    line: lineAt(code.code, found.index),
    given: argumentsAt(code, found.index + found[0].length),
  }));
  const ranPython = runs.find(({ operation }) => operation === 'RunPython')?.line;
  const ranSql = runs.find(({ operation }) => operation === 'RunSQL')?.line;
  const rows = lineOf(code.code, rowsChanged);
  const tables = lineOf(code.code, tablesChanged);
  // SQL that does not stand in the file may do anything: then it counts as data.
  const unseen = rows === undefined && tables === undefined ? ranSql : undefined;
  return reading(
    ranPython ?? (ranSql === undefined ? undefined : (rows ?? unseen)),
    lineOf(code.code, [operations]) ?? (ranSql === undefined ? undefined : tables),
    undoOf(runs),
  );
};

/** Operations of `django.db.migrations` and of its contrib modules, and what others call like them. */
const operations =
  /\b(?:\w{0,30}(?:Add|Alter|Create|Delete|Drop|Remove|Rename|Validate)\w{0,30}(?:Model|Field|Index|IndexConcurrently|Constraint|ConstraintNotValid|Collation|Trigger|View|Partition|PartitioningKey|Table|Schema)|AlterModel\w{1,40}|AlterUniqueTogether|AlterIndexTogether|AlterOrderWithRespectTo|\w{0,40}Extension)\s*\(/;

interface Run {
  readonly operation: 'RunPython' | 'RunSQL';
  readonly line: string;
  readonly given: readonly string[] | undefined;
}

function undoOf(runs: readonly Run[]): Undo {
  const undos = runs.map(undoOfOne);
  return (
    undos.find(({ can }) => can === 'no') ?? undos.find(({ can }) => can === 'unknown') ?? undoOfCalls([runs.length])
  );
}

/** The second argument, or the named one, is the way back; `None` is none. */
function undoOfOne({ operation, line, given }: Run): Undo {
  if (given === undefined || given.some((one) => one.startsWith('*'))) {
    return { can: 'unknown', why: `what ${operation} is given cannot be read (${line})` };
  }

  const name = operation === 'RunPython' ? 'reverse_code' : 'reverse_sql';
  const named = given.map((one) => new RegExp(`^${name}\\s*=(?!=)\\s*(.*)$`, 's').exec(one)?.[1]);
  const way = named.find((one) => one !== undefined) ?? given.filter((one) => !/^\w+\s*=(?!=)/.test(one))[1];
  return way === undefined || way.trim() === 'None' ? notUndoable(`${operation} without ${name} (${line})`) : undoable;
}
