import { argumentsAt } from './calls.js';
import { python, readCode } from './code.js';
import { type Dialect, lineAt, lineOf, notUndoable, reading, rowsChanged, tablesChanged, undoable } from './dialect.js';
import type { Undo } from './model.js';

/** Migrations of Django: what RunPython and RunSQL are given decides (checks.md section 10.1). */
export const django: Dialect = (text) => {
  const code = readCode(text, python);
  const runs = [...code.bare.matchAll(/\b(RunPython|RunSQL)\s*(?=\()/g)].map((found) => ({
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

/** Operations of `django.db.migrations` and of its contrib modules. */
const operations =
  /\b(?:CreateModel|DeleteModel|RenameModel|(?:Add|Remove|Alter|Rename)(?:Field|Index|IndexConcurrently|Constraint|ConstraintNotValid)|AlterModel\w+|AlterUniqueTogether|AlterIndexTogether|AlterOrderWithRespectTo|ValidateConstraint|\w*Extension)\s*\(/;

interface Run {
  readonly operation: 'RunPython' | 'RunSQL';
  readonly line: string;
  readonly given: readonly string[] | undefined;
}

function undoOf(runs: readonly Run[]): Undo {
  const undos = runs.map(undoOfOne);
  return undos.find(({ can }) => can === 'no') ?? undos.find(({ can }) => can === 'unknown') ?? undoable;
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
