import { stringify } from 'yaml';
import { safeLine } from '../../text/sanitise.js';
import { wrap } from '../../text/width.js';
import type { Chosen } from './choices.js';

/** A text as one YAML scalar on one line, read back as the same text by YAML 1.1 and 1.2 alike. */
export const scalar = (text: string): string =>
  stringify(text, { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' }).trimEnd();

/** Comment lines. Whatever the text holds, it cannot leave the comment. */
export const comment = (text: string, indent = ''): readonly string[] =>
  wrap(safeLine(text), widest - indent.length - 2).map((line) => `${indent}# ${line}`.trimEnd());

/** A line of YAML that is to be uncommented: not wrapped, its own indentation kept. */
export const example = (line: string, indent = ''): string =>
  `${indent}# ${' '.repeat(line.length - line.trimStart().length)}${safeLine(line.trimStart())}`;

const widest = 110;

/** Where an answer comes from: `found in Makefile:12 (target "deploy")`. */
export const source = ({ from }: Pick<Chosen<unknown>, 'from'>): string =>
  from === undefined ? 'as typed into `shipit init`' : `found in ${from.where} (${from.why})`;
