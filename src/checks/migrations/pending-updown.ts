import { bracketed, byLines, type PendingFormat } from './pending-read.js';

export const dbmate: PendingFormat = {
  framework: 'dbmate',
  tool: 'dbmate status',
  exits: [1],
  read: (lines) => (lines.some((line) => /^Applied: \d+/.test(line)) ? bracketed(lines, /^(\S+\.sql)$/) : undefined),
};

/** `up` or `down`, an id, words. Rails writes `********** NO FILE **********` for one that ran and is not there any more. */
export const rails: PendingFormat = {
  framework: 'rails',
  tool: 'db:migrate:status',
  read: (lines) =>
    lines.some((line) => /^\s*Status\s+Migration ID\s+Migration Name/.test(line)) &&
    !lines.some((line) => /^Repo: /.test(line))
      ? upOrDown(lines, /^\s*(?<state>up|down)\s+(?<id>\w+)(?:\s+(?<words>.*))?$/)
      : undefined,
};

export const ecto: PendingFormat = {
  framework: 'ecto',
  tool: 'mix ecto.migrations',
  read: (lines) =>
    lines.some((line) => /^Repo: /.test(line))
      ? upOrDown(lines, /^\s*(?<state>up|down)\s+(?<id>\d+)(?:\s+(?<words>.*))?$/)
      : undefined,
};

export const goose: PendingFormat = {
  framework: 'goose',
  tool: 'goose status',
  read: (lines) =>
    lines.some((line) => /^\s*Applied At\s+Migration/.test(line))
      ? byLines(lines, {
          is: /\s-- /,
          pattern: /^\s*(?<state>Pending|\w{3} \w{3} +\d.*?)\s+-- (?<id>\S+)\s*$/,
          applied: /^(?!Pending$)/,
        })
      : undefined,
};

/** Rails and Ecto write the same lines; only their ids are of other letters. */
const upOrDown = (lines: readonly string[], pattern: RegExp): ReturnType<typeof byLines> =>
  byLines(lines, { is: /^\s*(?:up|down)\s+\S*\d|^\s*\S*\s+\d{8,}\b/, pattern, applied: /^up$/ });
