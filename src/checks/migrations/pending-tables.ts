import { byLines, type Listed, type PendingFormat } from './pending-read.js';

/** A table with `Yes` and `No` until Laravel 8; since 9 dots, where there is room for them, and `Pending` or `Ran`. */
export const laravel: PendingFormat = {
  framework: 'laravel',
  tool: 'artisan migrate:status',
  read: (lines) => {
    const isOld = lines.some((line) => /^\|\s*Ran\?\s*\|\s*Migration\s*\|/.test(line));
    const isNew = lines.some((line) => /^\s*Migration name\s.*(?:Batch|Status)/.test(line));
    return isOld
      ? byLines(lines, {
          is: /^\|(?!\s*Ran\?)/,
          pattern: /^\|\s*(?<state>Yes|No)\s*\|\s*(?<id>\S+)\s*\|/,
          applied: /^Yes$/,
        })
      : isNew
        ? byLines(lines, {
            is: /^\s*\d{4}_\d\d_\d\d_|^\s*\S+\s+(?:\.{2,}.*)?(?:\[\d+\]\s+)?(?:Ran|Pending|Skipped)\s*$/,
            pattern: /^\s*(?<id>\S+)\s(?:.*[\s.])?(?<state>Ran|Pending|Skipped)\s*$/,
            applied: /^Ran$/,
          })
        : undefined;
  },
};

export const doctrine: PendingFormat = {
  framework: 'doctrine',
  tool: 'migrations:list',
  read: (lines) =>
    lines.some((line) => /^\|\s*Migration Versions/.test(line) || /^\|\s*Migration\s*\|\s*Status/.test(line))
      ? byLines(lines, {
          is: /^\|\s*\S*(?:\\|Version\w)|^\|[^|]*\|\s*(?:not )?migrated\b/,
          pattern: /^\|\s*(?<id>\S*Version\w+)\s*\|\s*(?<state>not migrated|migrated)\b/,
          applied: /^migrated$/,
        })
      : undefined,
};

/** Without the database it names them all, as if they had run; then nothing may be concluded. */
export const efcore: PendingFormat = {
  framework: 'efcore',
  tool: 'dotnet ef migrations list',
  read: (lines) =>
    lines.some((line) =>
      /accessing the database|information provided by the database|which migrations have been applied/i.test(line),
    )
      ? undefined
      : byLines(lines, {
          is: /^\s*\d{14}_/,
          pattern: /^(?<id>\d{14}_[\p{L}\p{N}_]+)(?<state>| \(Pending\))\s*$/u,
          applied: /^$/,
        }),
};

export const liquibase: PendingFormat = {
  framework: 'liquibase',
  tool: 'liquibase status',
  saysApplied: false,
  read(lines) {
    if (lines.some((line) => /\bis up to date\b/.test(line))) {
      return [];
    }

    const listed = lines.flatMap((line): readonly Listed[] => {
      const [, id] = /^\s+(\S+::\S.*::\S.*?)\s*$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id, state: 'pending' }];
    });
    const said = lines
      .map((line) => /(\d+) change ?sets? (?:have|has) not been applied/i.exec(line)?.[1])
      .find(Boolean);
    return said !== undefined && Number(said) === listed.length ? listed : undefined;
  },
};
