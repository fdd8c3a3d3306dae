import type { Finding } from '../../run/evidence.js';
import type { FrameworkName, Migration } from './model.js';
import type { PendingRead } from './pending-formats.js';
import type { Labels } from './pending-labels.js';
import { isSameMigration } from './pending-same.js';

/** What the database has still to run, beside what this release brings. */
export interface PendingCompared {
  readonly findings: readonly Finding[];
  /** New ones that the database waits for. */
  readonly awaited: readonly string[];
  /** New ones that the tool does not speak of: it does not have this release's files. */
  readonly unseen: readonly string[];
}

/**
 * More than what is new has still to run: an earlier deploy stopped half way. A new one has run already: somebody ran it by
 * hand (checks.md section 5.7). Asked where the release is not yet, the tool cannot know the new ones.
 * @param fresh what this release adds for the tool's framework, and repeatable ones that it changes
 * @param labels of applications of Django
 */
export function comparePending(
  { framework, listed, saysApplied }: PendingRead,
  fresh: readonly Migration[],
  labels: Labels = new Map(),
): PendingCompared {
  const newOne = (id: string): Migration | undefined =>
    fresh.find((one) => isSameMigration(framework, id, one, labels));
  const speaksOf = (migration: Migration, states: readonly string[]): boolean =>
    listed.some(({ id, state }) => states.includes(state) && isSameMigration(framework, id, migration, labels));
  // A squashed one counts as run as soon as all that it stands for have.
  const once = fresh.filter(({ repeatable, squashes }) => repeatable === undefined && squashes === undefined);
  const byHand = once.filter((one) => speaksOf(one, ['applied', 'gone']));
  const awaited = fresh.filter((one) => speaksOf(one, ['pending']));
  const unseen = fresh.filter((one) => !speaksOf(one, ['applied', 'gone', 'pending', 'failed']));
  return {
    findings: [
      ...listed
        .filter(({ state }) => state === 'failed')
        .map(
          ({ id }): Finding => ({
            key: `failed:${id}`,
            verdict: 'no-go',
            text: `${id} began to run and did not end well`,
          }),
        ),
      ...listed
        .filter(({ id, state }) => state === 'pending' && newOne(id) === undefined)
        .map(
          ({ id }): Finding => ({
            key: `left:${id}`,
            verdict: 'warn',
            text: `${id} has still to run, and is not of this release`,
          }),
        ),
      ...byHand.map(
        ({ path }): Finding => ({ key: `ran:${path}`, verdict: 'warn', text: `${path} is new, and has run already` }),
      ),
      ...someUnseen(awaited.length, unseen, saysApplied),
    ],
    awaited: awaited.map(({ path }) => path),
    unseen: unseen.map(({ path }) => path),
  };
}

/** A tool that knows some of the new ones has the release's files: then it should know all of them. */
function someUnseen(awaited: number, unseen: readonly Migration[], saysApplied: boolean): readonly Finding[] {
  return awaited === 0
    ? []
    : unseen.map(
        ({ path }): Finding =>
          saysApplied
            ? { key: `unseen:${path}`, verdict: 'warn', text: `${path} is new, and the tool does not list it` }
            : {
                key: `ran:${path}`,
                verdict: 'warn',
                text: `${path} is new, and does not wait to be run: it may have run already`,
              },
      );
}

/** Whose migrations a tool lists: goose and dbmate read the same files as others do. */
export const freshFor = (framework: FrameworkName, migrations: readonly Migration[]): readonly Migration[] =>
  migrations.filter(
    (one) =>
      (one.status === 'A' || (one.status === 'M' && one.repeatable === true)) &&
      (one.framework === framework || (related[framework] ?? []).includes(one.framework)),
  );

const related: Partial<Readonly<Record<FrameworkName, readonly Migration['framework'][]>>> = {
  knex: ['sequelize', 'typeorm', 'mikroorm'],
  sequelize: ['knex', 'typeorm', 'mikroorm'],
  typeorm: ['knex', 'sequelize', 'mikroorm'],
  goose: ['dbmate', 'golang-migrate', 'raw'],
  dbmate: ['goose', 'golang-migrate', 'raw'],
};
