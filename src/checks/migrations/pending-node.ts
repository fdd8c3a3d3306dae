import { bracketed, byLines, type Listed, type PendingFormat } from './pending-read.js';

export const typeorm: PendingFormat = {
  framework: 'typeorm',
  tool: 'typeorm migration:show',
  exits: [1],
  read: (lines) => bracketed(lines, /^(?:\d+ )?([A-Za-z_$][\w$]*\d{13})$/),
};

export const sequelize: PendingFormat = {
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
export const knex: PendingFormat = {
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
