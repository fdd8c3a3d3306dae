import { OperatorError } from '../errors.js';

/** The walk goes line by line. */
export interface Plain {
  /** Why, when nobody asked for it. */
  readonly note?: string;
}

export interface PlainWishes {
  /** `--plain` on the command line. */
  readonly flag: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the operator's preferences. */
  readonly preferred: boolean | undefined;
}

/**
 * Whether the walk goes line by line: the flag says so, else SHIPIT_PLAIN, else the operator's preferences, else a
 * terminal that can do no more.
 * @returns `undefined` for the full screen
 * @throws OperatorError for a SHIPIT_PLAIN that says neither
 */
export function choosePlain({ flag, env, preferred }: PlainWishes): Plain | undefined {
  const wished = flag ? true : (byVariable(env['SHIPIT_PLAIN']) ?? preferred);
  if (wished !== undefined) {
    return wished ? {} : undefined;
  }

  return env['TERM'] === 'dumb' ? { note: 'TERM=dumb: going line by line, as with --plain.' } : undefined;
}

function byVariable(value: string | undefined): boolean | undefined {
  switch (value?.trim().toLowerCase()) {
    case undefined:
    case '':
      return undefined;
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      throw new OperatorError(`SHIPIT_PLAIN is ${JSON.stringify(value?.slice(0, 40))}, which says neither yes nor no`, {
        hint: 'set it to 1 or 0, or unset it',
      });
  }
}
