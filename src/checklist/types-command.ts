import { findBlank } from './characters.js';
import { alternativesIn, mostAlternatives } from './glob-alternatives.js';
import type { RevisionSource } from './model.js';
import { host, unit, webUrl } from './types-host.js';
import { duration, line, oneOrMore, problem, refuseHidden } from './types-text.js';
import { z } from './zod.js';

/** Bytes of one word with the NUL after it: MAX_ARG_STRLEN of Linux, execve(2). */
const LONGEST_WORD = 128 * 1024;

const word = z
  .string()
  .max(LONGEST_WORD)
  .refine(
    (text) => Buffer.byteLength(text) < LONGEST_WORD,
    'is longer than 128 KB, which no program takes; make it a script',
  )
  .refine((text) => !text.includes('\0'), 'contains a NUL character')
  .superRefine((text, context) => {
    refuseHidden(text, context, 'a command');
    const blank = findBlank(text);
    if (blank) {
      problem(context, `contains ${blank.name}, which looks like a plain blank and is none`, 'write a plain blank');
    }
  });

/** A string runs as `sh -c`, a list is an argv without a shell. */
export const command = z
  .union([
    word.refine((text) => text.trim() !== '', 'is empty'),
    z
      .array(word)
      .min(1)
      .refine(
        (words) => words.length === 0 || words[0]?.trim() !== '',
        'begins with an empty word; name the program first',
      ),
  ])
  .meta({
    description: 'A command: a text runs as `sh -c`, a list is a program and its arguments without a shell.',
    examples: ['make deploy', ['make', 'deploy']],
  });

/** A git pathspec glob, relative to the top of the work tree. */
export const glob = line(500)
  .refine((text) => !text.startsWith(':'), 'cannot start with `:`; it is a plain glob')
  .refine((text) => !text.startsWith('/') && !text.split('/').includes('..'), 'must stay inside the project')
  .refine((text) => alternativesIn(text) <= mostAlternatives, `stands for more than ${mostAlternatives} globs`)
  .meta({ description: 'A git glob from the top of the work tree: `src/**`.', examples: ['src/**'] });

/** Taken for what they are written as, they would mean no file at all, and nobody would be asked. */
const gitGlob = glob
  .refine((text) => !/\{[^{}]*,[^{}]*\}/.test(text), 'takes no braces, because git does not; write a list')
  .refine((text) => !text.startsWith('!'), 'cannot begin with `!`, which leaves nothing out here');

/** One glob that git is given, or a list. */
export const globs = oneOrMore(gitGlob);

/** A JavaScript regular expression, kept as text. */
export const pattern = line(500)
  .superRefine((text, context) => {
    const fault = faultOfPattern(text);
    if (fault !== undefined) {
      problem(context, `is not a valid pattern: ${fault}`);
    }
  })
  .meta({ description: 'A regular expression.' });

/** A file below the project or the target's path: relative, no way out. */
export const relativeFile = line(500)
  .refine(
    (text) => !/^[/~-]/.test(text) && !text.split('/').includes('..'),
    'must be a relative path inside the project',
  )
  .meta({ description: 'A relative path.' });

/** One way to learn which commit runs. */
export const revision = z
  .strictObject({
    file: relativeFile.exactOptional().meta({ description: 'A file below `path` whose first line is the commit.' }),
    command: command.exactOptional(),
    url: webUrl.exactOptional(),
    json: line(200).exactOptional().meta({ description: 'With url: path to the commit, `build.commit`.' }),
    xml: line(200).exactOptional().meta({ description: 'With url: path to the commit, `/about/commit`.' }),
    match: pattern.exactOptional().meta({ description: 'With url: a pattern with one group.' }),
    ref: line(200)
      .refine((text) => /^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(text) && !text.includes('..'), 'is not the name of a ref')
      .exactOptional()
      .meta({ description: 'A git ref that is moved after every deploy.' }),
  })
  .transform((given, context): RevisionSource => {
    const { file, command: run, url, ref, json, xml, match } = given;
    const forms = [file, run, url, ref].filter((form) => form !== undefined);
    const ways = [json, xml, match].filter((way) => way !== undefined);
    if (forms.length !== 1) {
      return problem(
        context,
        `needs exactly one of file, command, url, ref${forms.length > 1 ? '; use a list for several' : ''}`,
      );
    }
    if (ways.length > (url === undefined ? 0 : 1)) {
      return problem(
        context,
        url === undefined ? 'takes json, xml and match only with `url`' : 'takes only one of json, xml, match',
      );
    }
    return given as RevisionSource;
  })
  .meta({ description: 'How to learn which commit runs: file, command, url (with json, xml or match) or ref.' });

/** One way to learn it, or several. */
export const revisions = oneOrMore(revision);

const number = z.number();

/** A look at something that runs (checks.md section 2.3): a command, or exactly one of command, url, log, restarts, all. */
export const probe = z
  .union([
    command,
    z
      .strictObject({
        command: command.exactOptional(),
        url: webUrl.exactOptional(),
        log: line(1000)
          .exactOptional()
          .meta({ description: 'A log file on the host; only what comes after the deploy counts.' }),
        restarts: oneOrMore(unit)
          .exactOptional()
          .meta({ description: 'Services that systemd must not have had to start again.' }),
        all: z
          .enum(['python-stdlib', 'python-dists'])
          .exactOptional()
          .meta({ description: 'Every module of an interpreter can be loaded.' }),
        host: z
          .union([z.enum(['local', 'each', 'first']), host])
          .exactOptional()
          .meta({ description: 'Where it runs: local, each, first, or a host.' }),
        of: oneOrMore(line(1000)).exactOptional().meta({ description: 'With all: the interpreters.' }),
        expect: z
          .union([z.int().min(100).max(599), z.string().regex(/^[1-5]xx$/, 'is neither a status nor 2xx')])
          .exactOptional()
          .meta({ description: 'With url: the status, or `2xx`.' }),
        body: line(500).exactOptional().meta({ description: 'With url: a text that the answer contains.' }),
        within: duration.exactOptional().meta({ description: 'With url: how soon the answer has to be there.' }),
        match: pattern.exactOptional().meta({ description: 'With log: what is counted.' }),
        max: number.exactOptional().meta({ description: 'The number found may not be larger.' }),
        min: number.exactOptional().meta({ description: 'The number found may not be smaller.' }),
        rise: number.exactOptional().meta({ description: 'How much the number may rise over that before the deploy.' }),
        over_baseline: z
          .string()
          .regex(/^\d+(\.\d+)?sd$/, 'is not a distance; write 3sd')
          .exactOptional()
          .meta({ description: 'How far the number may lie over its usual level: `3sd`.' }),
      })
      .refine(
        ({ command: run, url, log, restarts, all }) =>
          [run, url, log, restarts, all].filter((form) => form !== undefined).length === 1,
        {
          error: 'needs exactly one of command, url, log, restarts, all',
        },
      ),
  ])
  .meta({ description: 'A look at something that runs: a command, or one of command, url, log, restarts, all.' });

/** The engine's own words after the pattern itself: `Invalid regular expression: /(/u: Unterminated group`. */
function faultOfPattern(text: string): string | undefined {
  try {
    new RegExp(text, 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2).toLowerCase() : 'unknown';
  }
}
