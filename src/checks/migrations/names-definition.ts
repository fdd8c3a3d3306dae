/** A class, or a task function, by the name under which a database or a queue would store it. Texts are raw. */
export interface Definition {
  /** As it is stored: `Notifications::RssFeedItem`, `shop.tasks.send_mail`, `App\Models\Post`. */
  readonly name: string;
  /** As it is written after `class`, without what is around it. */
  readonly base?: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What may hold its name, as a sentence: `queued jobs may hold its name`. Absent: nothing is known to. */
  readonly stored?: string;
  /** Its text up to the next definition: whether it changed. */
  readonly body: string;
}

/** A definition as a reader finds it; lines and text around it are added for all languages alike. */
export interface Spotted {
  readonly name: string;
  readonly base?: string;
  /** Index of its line. */
  readonly at: number;
  /** Decorators and attributes before it. */
  readonly marks?: string;
}

/** Nobody writes classes inside classes deeper than that. */
export const deepest = 50;

/** Adds what stands in the file around it, and asks whether anything may store it. */
export function defined(
  path: string,
  lines: readonly string[],
  spotted: readonly Spotted[],
  storedAs: (one: Spotted, body: string) => string | undefined,
): readonly Definition[] {
  const starts = [...new Set(spotted.map(({ at }) => at)), lines.length];
  const ends = new Map(starts.map((at, index) => [at, starts[index + 1]]));
  return spotted.map((one): Definition => {
    const body = lines.slice(one.at, ends.get(one.at)).join('\n');
    const stored = storedAs(one, body);
    return {
      name: one.name,
      path,
      line: one.at + 1,
      body: body.trimEnd(),
      ...(one.base === undefined ? {} : { base: one.base }),
      ...(stored === undefined ? {} : { stored }),
    };
  });
}

/** `RssFeedItem` of `Notifications::RssFeedItem`. */
export const lastPart = (name: string): string => name.split(/::|[.\\]/).at(-1) ?? name;

/** What keeps its class name in a column beside it. */
export const inRows = 'rows may hold its name';
export const inOtherRows = 'rows of other tables may hold its name';
export const inJobs = 'queued jobs may hold its name';
export const inPickles = 'what was serialised may hold its name';
/** Only where Django runs: its content types and permissions hold the name of every model. */
export const inContentTypes = 'content types hold its name';
