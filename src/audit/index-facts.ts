import type { AnswerFacts, ItemFacts, NoteFacts, RunFacts } from '../run/run-facts.js';

/** Facts as the index holds them: what comes a dozen times in every line goes without its names. */
export interface PackedFacts extends Omit<RunFacts, 'items' | 'notes'> {
  /** Id, worst verdict, and of each answer: facet or '', answer, how, milliseconds on screen. */
  readonly items: readonly (readonly [string, string, ...(readonly [string, string, string, number])[]])[];
  readonly notes?: readonly NoteFacts[];
  /** Ids of the items that first came up when the deploy had begun. */
  readonly after?: readonly string[];
}

export const packFacts = ({ items, notes, ...facts }: RunFacts): PackedFacts => ({
  ...facts,
  ...(items.some(({ after }) => after) ? { after: items.filter(({ after }) => after).map(({ id }) => id) } : {}),
  items: items.map(({ id, worst, answers }) => [
    id,
    worst,
    ...answers.map(({ facet = '', answer, how, ms }) => [facet, answer, how, ms] as const),
  ]),
  ...(notes.length === 0 ? {} : { notes }),
});

/** Undefined for anything else than what `packFacts` makes: then the run itself has to be read. */
export function unpackFacts(value: unknown): RunFacts | undefined {
  const { subject, items, notes = [], deployStarted, undone, committed, after } = asMap(parsedFacts(value));
  const later = new Set(asList(after));
  if (typeof subject !== 'string' || !Array.isArray(items) || !Array.isArray(notes)) {
    return undefined;
  }

  const found = items.map((item) => toItem(item, later));
  const written = notes.filter(isNote);
  const times = { ...(isText(deployStarted) ? { deployStarted } : {}), ...(isText(undone) ? { undone } : {}) };
  return found.every((item) => item !== undefined) && written.length === notes.length
    ? { subject, items: found, notes: written, ...times, ...(isCommitted(committed) ? { committed } : {}) }
    : undefined;
}

/** Facts as a value: text is what nobody has parsed yet. Undefined for text that is no JSON. */
export function parsedFacts(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}

function toItem(value: unknown, later: ReadonlySet<unknown>): ItemFacts | undefined {
  const [id, worst, ...answers] = asList(value);
  const given = answers.map(toAnswer);
  return isText(id) && isVerdict(worst) && given.every((answer) => answer !== undefined)
    ? { id, worst, answers: given, ...(later.has(id) ? { after: true } : {}) }
    : undefined;
}

function toAnswer(value: unknown): AnswerFacts | undefined {
  const [facet, answer, how, ms] = asList(value);
  return isText(facet) && isAnswer(answer) && isHow(how) && typeof ms === 'number'
    ? { ...(facet === '' ? {} : { facet }), answer, how, ms }
    : undefined;
}

const asMap = (value: unknown): Readonly<Record<string, unknown>> => ({ ...(typeof value === 'object' ? value : {}) });

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isText = (value: unknown): value is string => typeof value === 'string';

const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: unknown): value is Word =>
    words.some((word) => word === value);

const isVerdict = oneOf('go', 'warn', 'no-go', 'unknown', 'n/a');
const isAnswer = oneOf('go', 'no-go', 'n/a', 'stop');
const isHow = oneOf('auto', 'accepted-warning', 'by-hand', 'human', 'override');

function isNote(value: unknown): value is NoteFacts {
  const { t, by, text, incident } = asMap(value);
  return isText(t) && isText(by) && isText(text) && typeof incident === 'boolean';
}

function isCommitted(value: unknown): value is NonNullable<RunFacts['committed']> {
  const { commits, oldest, median, newest } = asMap(value);
  return typeof commits === 'number' && isText(oldest) && isText(median) && isText(newest);
}
