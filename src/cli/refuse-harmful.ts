import { OperatorError } from '../errors.js';

/**
 * Refuses what no argument of any command can mean, before anything is done with it: what moves the cursor, hides or
 * turns text around, what is no UTF-8, and a book. Line breaks and tabs pass: a reason or a note may have them.
 * @param argv without the program's own name
 * @throws OperatorError that says which argument, and what is wrong with it
 */
export function refuseHarmful(argv: readonly string[]): void {
  for (const [at, argument] of argv.entries()) {
    const harm = harmIn(argument);
    if (harm !== undefined) {
      throw new OperatorError(`${placeOf(argv, at)} ${harm.what}`, { hint: harm.instead });
    }
  }
}

/** Whether `refuseHarmful` refuses one of them. */
export const hasHarmful = (argv: readonly string[]): boolean => argv.some((one) => harmIn(one) !== undefined);

interface Harm {
  readonly what: string;
  readonly instead: string;
}

/** In UTF-16 code units: four times what the longest note has. Linux itself takes 128 KB. */
const longest = 16_000;

function harmIn(argument: string): Harm | undefined {
  if (argument.length > longest) {
    return {
      what: `has ${argument.length} characters`,
      instead: `at most ${longest} are read; keep long texts in a file`,
    };
  }

  const found = harmful.exec(argument);
  if (found === null) {
    return undefined;
  }

  const [character] = found;
  const where = `as character ${[...argument.slice(0, found.index)].length + 1}`;
  if (character === replacement) {
    return {
      what: `is not UTF-8: there is something else ${where}`,
      instead: 'write it as UTF-8; a file whose name is no UTF-8 has to be renamed first',
    };
  }

  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    what: `has the ${/\p{Cc}/u.test(character) ? 'control' : 'invisible'} character U+${code} ${where}`,
    instead: 'type it anew: such a character comes along when something is pasted',
  };
}

/** What Node makes of a byte that is no UTF-8. */
const replacement = '\ufffd';

/** Control characters but tab and line breaks, embeddings, overrides and isolates of direction, and what is no character. */
const harmful = /\r(?!\n)|[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufffd]|\p{Cs}/u;

/** `argument 3 (after --target)`: the argument itself may be what must not be shown. */
function placeOf(argv: readonly string[], at: number): string {
  const before = argv[at - 1] ?? '';
  return `argument ${at + 1}${/^--?[a-z][a-z-]{0,30}$/i.test(before) ? ` (after ${before})` : ''}`;
}
