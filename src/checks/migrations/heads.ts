import type { Finding, SourceAsked } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import { directoryOf } from './directory.js';
import { besideOf, pythonBeside } from './heads-files.js';
import { isForked, type Line, lineOfSteps, type Step } from './heads-graph.js';
import { alembicSteps, djangoSteps, type PythonFile } from './heads-python.js';
import { versionProblems } from './heads-versions.js';
import type { FacetLook, FrameworkName, MigrationsLook } from './model.js';

/**
 * Facet `heads`: two people each add a migration after the same one, git merges both without a conflict, and the tool
 * refuses to run in the middle of the deploy. Read from the release's files; no tool is needed for it.
 */
export async function headsFacet(look: MigrationsLook): Promise<FacetLook> {
  const used = [...new Set(look.migrations.map(({ framework }) => framework))].filter((one) => one !== 'raw');
  const found = await Promise.all(used.map((framework) => headsOf(look, framework)));
  const looked = found.filter((one) => one !== undefined);
  if (looked.length === 0) {
    const summary =
      used.length === 0 ? 'no migration of a framework' : `${used.join(', ')} has no line that could fork`;
    return { facet: { verdict: 'n/a', summary } };
  }

  const findings = looked.flatMap((one) => one.findings);
  const verdict = worst(['go', ...findings.map((one) => one.verdict)]);
  const [first] = findings.filter((one) => one.verdict === verdict);
  const notes = looked.flatMap((one) => one.notes);
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return {
    facet: {
      verdict,
      summary: first === undefined ? looked.map(({ summary }) => summary).join('; ') : `${first.text}${more}`,
      detail: [...findings.map(({ text }) => text), ...looked.flatMap(({ advice }) => advice), ...notes],
      findings,
    },
    sources: looked.flatMap((one) => one.sources),
  };
}

interface Heads {
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly advice: readonly string[];
  /** What is only said. */
  readonly notes: readonly string[];
  readonly sources: readonly SourceAsked[];
}

async function headsOf(look: MigrationsLook, framework: FrameworkName): Promise<Heads | undefined> {
  switch (framework) {
    case 'django':
      return await pythonHeads(
        look,
        framework,
        djangoSteps,
        'Merge them with: python manage.py makemigrations --merge',
      );
    case 'alembic':
      return await pythonHeads(look, framework, alembicSteps, 'Merge them with: alembic merge heads');
    case 'flyway':
    case 'golang-migrate':
    case 'goose':
    case 'dbmate':
    case 'rails':
    case 'ecto':
      return numberedHeads(look, framework);
    default:
      return undefined;
  }
}

async function pythonHeads(
  look: MigrationsLook,
  framework: FrameworkName,
  steps: (files: readonly PythonFile[]) => readonly (Step | PythonFile)[],
  merge: string,
): Promise<Heads> {
  const { files, unread, sources } = await pythonBeside(look, framework);
  const lines = linesOf(files, steps);
  const blind = [...unread, ...lines.flatMap((one) => one.blind)];
  const findings = [
    ...lines.flatMap(({ line }) => lineFindings(line)),
    ...blind.map((path): Finding => {
      const text = `${path} could not be read: nobody knows what it comes after`;
      return { key: `unread:${path}`, verdict: 'unknown', text };
    }),
  ];
  return {
    summary: `one line of migrations, ending with ${lines.flatMap(({ line }) => line.ends.map(({ id }) => id)).join(', ')}`,
    findings,
    advice: lines.some(({ line }) => isForked(line)) ? [merge] : [],
    notes: [],
    sources,
  };
}

/**
 * One line for each directory: an application of Django, or a project of Alembic. Where one of Alembic's directories needs
 * what lies in another, they are one.
 */
function linesOf(
  files: readonly PythonFile[],
  steps: (files: readonly PythonFile[]) => readonly (Step | PythonFile)[],
): readonly { readonly line: Line; readonly blind: readonly string[] }[] {
  const directories = [...new Set(files.map(({ path }) => directoryOf(path)))];
  const groups = directories.map((directory) => steps(files.filter(({ path }) => directoryOf(path) === directory)));
  const elsewhere = new Set(groups.flat().flatMap((one) => ('labels' in one ? [one.id] : [])));
  const isOne = groups.some((group) => lineOfSteps(group.filter(isStep)).missing.some(({ id }) => elsewhere.has(id)));
  return (isOne ? [groups.flat()] : groups).map((group) => ({
    line: lineOfSteps(group.filter(isStep)),
    blind: group.filter((one) => !isStep(one)).map(({ path }) => path),
  }));
}

const isStep = (one: Step | PythonFile): one is Step => 'id' in one;

function lineFindings(line: Line): readonly Finding[] {
  const [first] = line.ends;
  const names = line.ends.map(({ id }) => id).join(' and ');
  return [
    ...(first !== undefined && isForked(line)
      ? [
          {
            key: `fork:${directoryOf(first.path)}:${line.ends
              .map(({ id }) => id)
              .toSorted()
              .join('+')}`,
            verdict: 'no-go' as const,
            text: `${names} both come last in ${directoryOf(first.path)}`,
          },
        ]
      : []),
    ...line.missing.map(({ step, id }): Finding => {
      return {
        key: `missing:${step.path}:${id}`,
        verdict: 'no-go',
        text: `${step.path} comes after ${id}, which is not there`,
      };
    }),
    ...line.twice.map(
      ({ path, id }): Finding => ({ key: `twice:${path}`, verdict: 'no-go', text: `${path} is a second ${id}` }),
    ),
  ];
}

function numberedHeads(look: MigrationsLook, framework: FrameworkName): Heads {
  const migrations = look.migrations.filter((one) => one.framework === framework);
  const problems = versionProblems(
    framework,
    migrations,
    besideOf(look, framework).map(({ path }) => path),
  );
  return {
    summary: problems.length === 0 ? 'every number stands once, and the new ones come last' : (problems[0]?.text ?? ''),
    findings: problems
      .filter(({ blocks }) => blocks)
      .map(({ kind, path, text }): Finding => ({ key: `${kind}:${path}`, verdict: 'no-go', text })),
    advice: [],
    notes: problems.filter(({ blocks }) => !blocks).map(({ text }) => text),
    sources: [],
  };
}
