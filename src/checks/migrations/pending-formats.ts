import type { FrameworkName } from './model.js';
import { flyway } from './pending-flyway.js';
import { prisma } from './pending-prisma.js';
import { bracketed, byLines, type Listed, type PendingFormat } from './pending-read.js';

/** What a tool said about the migrations of a database. Names are raw, as the tool writes them. */
export interface PendingRead {
  readonly framework: FrameworkName;
  /** How the tool calls what it printed. */
  readonly tool: string;
  readonly listed: readonly Listed[];
  /** What it says that has run, too. Else one that is not listed may have run or may not be known there. */
  readonly saysApplied: boolean;
}

/**
 * Reads what one of the known tools printed about the state of a database (checks.md section 5.7). Undefined: no format that
 * is known; nothing may be concluded from that.
 * @param exit how it ended; only few tools end with anything but 0 when something has still to run
 */
export function readPending(output: string, exit: number): PendingRead | undefined {
  const lines = plainLines(output);
  for (const format of formats) {
    const listed = exit === 0 || format.exits?.includes(exit) ? format.read(lines, output) : undefined;
    if (listed !== undefined) {
      return { framework: format.framework, tool: format.tool, listed, saysApplied: format.saysApplied !== false };
    }
  }
  return undefined;
}

/** Without colours and without the time that a logger puts before a line. */
export const plainLines = (output: string): readonly string[] =>
  output
    .replaceAll(colours, '')
    .split(/\r?\n/)
    .map((line) => line.slice(0, 1000).replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, ''));

const colours = /\u001b\[[0-9;]*m/g;

const dbmate: PendingFormat = {
  framework: 'dbmate',
  tool: 'dbmate status',
  exits: [1],
  read: (lines) => (lines.some((line) => /^Applied: \d+/.test(line)) ? bracketed(lines, /^(\S+\.sql)$/) : undefined),
};

const typeorm: PendingFormat = {
  framework: 'typeorm',
  tool: 'typeorm migration:show',
  exits: [1],
  read: (lines) => bracketed(lines, /^(?:\d+ )?([A-Za-z_$][\w$]*\d{13})$/),
};

/** `--plan` names the application on each line; without it, it stands alone on a line before them. */
const django: PendingFormat = {
  framework: 'django',
  tool: 'showmigrations',
  read(lines) {
    const planned = bracketed(lines, /^([\w-]+\.\w+)(?: .*)?$/);
    if (planned !== undefined) {
      return planned;
    }

    let app = '';
    const full = lines.map((line) => {
      app = /^([A-Za-z_]\w*)$/.exec(line)?.[1] ?? app;
      return app === '' ? line : line.replace(/^(\s*\[[ X]\] )(\d\w*)/, `$1${app}.$2`);
    });
    return bracketed(full, /^([\w-]+\.\w+)(?: .*)?$/);
  },
};

/** `up` or `down`, an id, words. Rails writes `********** NO FILE **********` for one that ran and is not there any more. */
const rails: PendingFormat = {
  framework: 'rails',
  tool: 'db:migrate:status',
  read: (lines) =>
    lines.some((line) => /^\s*Status\s+Migration ID\s+Migration Name/.test(line)) &&
    !lines.some((line) => /^Repo: /.test(line))
      ? byLines(lines, {
          is: /^\s*(?:up|down)\s+\S*\d|^\s*\S*\s+\d{8,}\b/,
          pattern: /^\s*(?<state>up|down)\s+(?<id>\w+)(?:\s+(?<words>.*))?$/,
          applied: /^up$/,
        })
      : undefined,
};

const ecto: PendingFormat = {
  framework: 'ecto',
  tool: 'mix ecto.migrations',
  read: (lines) =>
    lines.some((line) => /^Repo: /.test(line))
      ? byLines(lines, {
          is: /^\s*(?:up|down)\s+\S*\d|^\s*\S*\s+\d{8,}\b/,
          pattern: /^\s*(?<state>up|down)\s+(?<id>\d+)(?:\s+(?<words>.*))?$/,
          applied: /^up$/,
        })
      : undefined,
};

const sequelize: PendingFormat = {
  framework: 'sequelize',
  tool: 'sequelize db:migrate:status',
  read: (lines) =>
    byLines(lines, {
      is: /^(?:up|down) \S/,
      pattern: /^(?<state>up|down) (?<id>\S+\.[cm]?[jt]s)$/,
      applied: /^up$/,
    }),
};

/** Each list says how many it holds. */
const knex: PendingFormat = {
  framework: 'knex',
  tool: 'knex migrate:list',
  read(lines) {
    const heads = lines.flatMap((line, index) => {
      const [, count, state] = /^(?:Found (\d+)|No) (Completed|Pending) Migration/.exec(line) ?? [];
      return state === undefined ? [] : [{ index, count: Number(count ?? 0), isPending: state === 'Pending' }];
    });
    const lists = heads.map(({ index, count, isPending }, at) => {
      const listed = lines
        .slice(index + 1, heads[at + 1]?.index)
        .flatMap((line) => /^(\S+\.\w+)\s*$/.exec(line)?.[1] ?? [])
        .map((id): Listed => ({ id, state: isPending ? 'pending' : 'applied' }));
      return { listed, isWhole: listed.length === count };
    });
    return lists.length < 2 || !lists.every(({ isWhole }) => isWhole)
      ? undefined
      : lists.flatMap(({ listed }) => listed);
  },
};

/** A table with `Yes` and `No` until Laravel 8; since 9 dots, where there is room for them, and `Pending` or `Ran`. */
const laravel: PendingFormat = {
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

const goose: PendingFormat = {
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

const doctrine: PendingFormat = {
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
const efcore: PendingFormat = {
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

const liquibase: PendingFormat = {
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

/** The revision the database is at; which ones have still to run, the files tell. */
const alembic: PendingFormat = {
  framework: 'alembic',
  tool: 'alembic current',
  read(lines) {
    const told = lines.filter((line) => line.trim() !== '' && !/^(?:INFO|DEBUG|WARNING?)\b/.test(line));
    const listed = told.flatMap((line): readonly Listed[] => {
      const [, id] = /^(?:Rev: )?(?=\w*\d|\w+ \()(\w{4,40})(?: \([\w ,]+\))*$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id, state: 'applied' }];
    });
    const isEmpty = told.length === 0 && lines.some((line) => /alembic\.runtime\.migration/.test(line));
    return isEmpty || (listed.length > 0 && listed.length === told.length) ? listed : undefined;
  },
};

/** The first that understands it counts: those that ask for more stand before those that ask for less. */
const formats: readonly PendingFormat[] = [
  flyway,
  prisma,
  dbmate,
  typeorm,
  django,
  ecto,
  rails,
  sequelize,
  knex,
  laravel,
  goose,
  doctrine,
  efcore,
  liquibase,
  alembic,
];
