import type { SectionAnswer, SectionRequest } from '../../world/ssh/types.js';
import pythonAll from './python-all.sh';
import type { ProbeResult } from './snapshot.js';

/** What all of it is imported: the modules of the language, or those of every installed distribution. */
export type AllOf = 'python-stdlib' | 'python-dists';

export interface AllAsked {
  /** Name of the section in one request, unique: `probe:NAME`. */
  readonly section: string;
  readonly all: AllOf;
  /** Interpreters or virtualenvs that must be there. Without it: those of `runtimes` that have a python, else python3. */
  readonly of?: readonly string[];
  readonly runtimes: readonly string[];
  /** At most so long on the host for one interpreter, in seconds. What is not finished by then is unknown. */
  readonly seconds?: number;
}

/** Long enough for some hundred distributions; the whole item has a minute. */
const defaultSeconds = 40;

/** The part of a host's request that imports everything, in fresh processes, every failure again by itself. */
export const allSection = ({ section, all, of, runtimes, seconds = defaultSeconds }: AllAsked): SectionRequest => ({
  name: section,
  script: pythonAll,
  call: [
    'servers_probe_all',
    all === 'python-stdlib' ? 'stdlib' : 'dists',
    of === undefined ? 'found' : 'named',
    String(seconds),
    ...(of ?? runtimes),
  ],
});

/** How much of what fails is named, and how long a name may be: a hostile host can say a lot. */
const limits = { failing: 500, name: 200, reason: 200, shown: 5 } as const;

/**
 * What the section said. `failing` names what cannot be loaded, without its reasons, so that two of them can be compared;
 * `unknown` whenever not everything was tried, and `failing` is then what is known of it.
 */
export function readAll(answer: SectionAnswer | undefined): ProbeResult {
  if (answer === undefined || answer.how === 'missing') {
    return { state: 'unknown', text: 'the connection ended before the answer was complete' };
  }

  const rows = answer.text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const pythons = rows.filter(([word]) => word === 'python');
  const several = pythons.length > 1;
  const failures = rows.flatMap((row) => failureOf(row, several)).slice(0, limits.failing);
  const failing = [...new Set(failures.map(({ name }) => name))].toSorted();
  const doubt = doubtOf(rows, answer.rc);
  if (doubt !== undefined) {
    const known = failing.length === 0 ? '' : `; so far ${wordsOf(failures)}`;
    return { state: 'unknown', text: `${doubt}${known}`, failing };
  }

  const tried = pythons.reduce((sum, [, , , count]) => sum + (Number.parseInt(count ?? '', 10) || 0), 0);
  return failing.length === 0
    ? { state: 'ok', text: `all ${tried} modules can be loaded`, failing }
    : { state: 'failed', text: `${failing.length} of ${tried} modules: ${wordsOf(failures)}`, failing };
}

/** Whether one of these is a crash, which is never harmless: nothing else says `dies`. */
export const isCrash = (failing: string): boolean => / dies( |$)/.test(failing);

interface Failure {
  readonly name: string;
  readonly words: string;
}

/** `fail PYTHON MODULE REASON` and `pair PYTHON FIRST SECOND HOW OTHER-ORDER`. */
function failureOf(row: readonly string[], several: boolean): readonly Failure[] {
  const [word, python = '', module = ''] = row;
  const where = several ? `${python} ` : '';
  if (word === 'fail') {
    const reason = (row[3] ?? '').slice(0, limits.reason);
    const crash = reason.startsWith('died') ? ' dies' : '';
    const name = `${where}${module}`.slice(0, limits.name);
    return [{ name: `${name}${crash}`, words: `${name} (${reason})` }];
  }

  if (word === 'pair') {
    const [, , first, second = '', how = '', other = ''] = row;
    const name = `${where}${first} then ${second}`.slice(0, limits.name);
    const order = other === 'works' ? 'the other order works' : `the other order ${other}`;
    return [{ name: `${name} dies`, words: `${name} (${how.slice(0, limits.reason)}; ${order})` }];
  }

  return [];
}

/** Why this is not the whole answer. A python that said how many modules it has must have come to its end. */
function doubtOf(rows: readonly (readonly string[])[], rc: number): string | undefined {
  const of = (word: string): readonly string[] =>
    rows.flatMap(([first, second]) => (first === word ? [second ?? ''] : []));
  const [none] = of('nopython');
  if (none !== undefined) {
    return `no python can be run at ${none}`;
  }

  const [late] = rows.filter(([word]) => word === 'late');
  if (late !== undefined) {
    return `not finished after ${late[2] ?? ''} s`;
  }

  const [broken] = rows.filter(([word]) => word === 'broken');
  if (broken !== undefined || rc !== 0) {
    return `the python that imports them ended with ${broken?.[2] ?? rc}`;
  }

  const begun = of('python');
  const ended = of('done');
  return begun.length > 0 && begun.length === ended.length ? undefined : 'the answer is not what was asked for';
}

function wordsOf(failures: readonly Failure[]): string {
  const shown = failures.slice(0, limits.shown).map(({ words }) => words);
  const more = failures.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
