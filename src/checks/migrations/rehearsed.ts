import { sha256 } from '../../checklist/digest.js';
import { z } from '../../checklist/zod.js';
import type { Json } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, GatherContext } from '../kind.js';
import { dayOf, some } from '../release-words.js';
import { type FacetLook, type MigrationsLook, newOnes } from './model.js';
import { parseRecords, type Rehearsal } from './rehearsal.js';
import { readRehearsals } from './rehearsal-files.js';
import { rehearsalKey } from './rehearsal-key.js';
import { runRehearsal } from './rehearsal-run.js';
import { type Weighing, weighRehearsal } from './rehearsal-verdict.js';
import { changesRows, theseMigrations } from './words.js';

/** Facet `rehearsed`: everything that has still to run has run on a copy of production, with exactly this content. */
export async function rehearsedFacet(look: MigrationsLook): Promise<FacetLook> {
  const { migrations, options, context } = look;
  const isNew = newOnes(migrations);
  if (isNew.length === 0) {
    return { facet: { verdict: 'n/a', summary: 'no new migration' } };
  }

  const key = rehearsalKey(migrations);
  const { rehearse } = options;
  if (rehearse === undefined) {
    const summary = `nothing tells whether ${theseMigrations(isNew)} ran on a copy: \`rehearse\` is not set`;
    return { facet: { verdict: 'unknown', summary }, facts: { key, rehearsal: null } };
  }

  const weighing: Weighing = {
    now: context.now,
    limits: options,
    changesRows: isNew.some(changesRows),
    day: (at) => dayOf(at, context.checklist, context.now),
  };
  return 'record' in rehearse
    ? byRecord(rehearse.record, key, weighing, look)
    : byCommand(rehearse.command, key, weighing, look);
}

async function byRecord(where: string, key: string, weighing: Weighing, look: MigrationsLook): Promise<FacetLook> {
  const { context, migrations } = look;
  const { list, broken, unknown } = await readRehearsals(context.world.root, where);
  const these = theseMigrations(newOnes(migrations));
  const mine = list.filter((one) => one.key === key).toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  const unread = broken.map(({ name, why }) => `${name}: ${why}`);
  if (mine !== undefined) {
    const facet = weighRehearsal(mine, weighing);
    const detail = [...(facet.detail ?? []), `recorded in ${mine.from}`, ...unread];
    return { facet: { ...facet, detail }, facts: { key, rehearsal: asFacts(mine) } };
  }

  const facts = { key, rehearsal: null };
  const short = key.slice(0, 12);
  if (unknown !== undefined) {
    const summary = `nobody knows whether ${these} ran on a copy: ${unknown}`;
    return { facet: { verdict: 'unknown', summary }, facts };
  }

  if (broken.length > 0) {
    const summary = `no record in ${where} is for ${these}, and ${plural(broken.length, 'record')} cannot be read: ${some(unread, 1)}`;
    return { facet: { verdict: 'unknown', summary, detail: unread }, facts };
  }

  const newest = list.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  const summary =
    newest === undefined
      ? `${these} ${was(newOnes(migrations).length)} not run on a copy: there is no record in ${where}`
      : `${these} ${was(newOnes(migrations).length)} not run on a copy as now: what ran on ${weighing.day(newest.at)} were other files`;
  const detail = [`needed: a record with the key ${key}`, ...list.slice(0, 10).map((one) => `${one.from}: ${one.key}`)];
  return { facet: noGo(`none:${short}`, summary, detail), facts };
}

const was = (count: number): string => (count === 1 ? 'was' : 'were');

const noGo = (key: string, summary: string, detail: readonly string[]): FacetFound => ({
  verdict: 'no-go',
  summary,
  detail,
  findings: [{ key, verdict: 'no-go', text: summary }],
});

async function byCommand(
  command: Extract<NonNullable<MigrationsLook['options']['rehearse']>, { readonly command: unknown }>['command'],
  key: string,
  weighing: Weighing,
  look: MigrationsLook,
): Promise<FacetLook> {
  const digest = sha256(Buffer.from(JSON.stringify(command)));
  const before = rehearsedBefore(key, digest, look.context);
  if (before !== undefined) {
    const facet = weighRehearsal(before, weighing);
    const isGood = facet.verdict === 'go' || facet.verdict === 'warn';
    // On a copy that is too old by now it runs again.
    if (isGood) {
      const detail = [...(facet.detail ?? []), 'not run again: these files are the same'];
      return { facet: { ...facet, detail }, facts: { key, rehearsal: factsOfRun(before, digest) } };
    }
  }

  const ran = await runRehearsal(command, key, look);
  if (ran.rehearsal === undefined) {
    return { facet: ran.facet, sources: ran.sources, facts: { key, rehearsal: null } };
  }

  const weighed = weighRehearsal(ran.rehearsal, weighing);
  const facts = { key, rehearsal: factsOfRun(ran.rehearsal, digest) };
  const facet = { ...weighed, detail: [...(weighed.detail ?? []), ...(ran.facet.detail ?? [])] };
  return { facet, sources: ran.sources, facts };
}

/** One that passed, by the audit log: it is expensive, and the same command says the same again for the same files. */
const rehearsedBefore = (key: string, digest: string, { history, target, run }: GatherContext): Rehearsal | undefined =>
  (history.factsOf?.('rehearsal', run) ?? [])
    .filter((past) => past.target === target.name && ranHere.safeParse(past.value).data?.command === digest)
    .flatMap(({ value }) => {
      const read = parseRecords(JSON.stringify(value));
      return typeof read === 'string' ? [] : read;
    })
    .find((one) => one.key === key && one.ok);

/** What was run by shipit, and the SHA-256 of the command that it was. */
const ranHere = z.looseObject({ run: z.literal(true), command: z.string() });

const factsOfRun = (rehearsal: Rehearsal, command: string): Json => ({ ...asFacts(rehearsal), run: true, command });

/** As a record that CI writes, so that it is read like one. */
const asFacts = (rehearsal: Rehearsal): Readonly<Record<string, Json>> => ({
  ...{ key: rehearsal.key, at: rehearsal.at, ok: rehearsal.ok },
  ...(rehearsal.by === undefined ? {} : { by: rehearsal.by }),
  ...(rehearsal.copyTaken === undefined ? {} : { copy_taken: rehearsal.copyTaken }),
  ...(rehearsal.seconds === undefined ? {} : { seconds: rehearsal.seconds }),
  ...(rehearsal.rows === undefined ? {} : { rows: rehearsal.rows }),
  ...(rehearsal.locks === undefined ? {} : { locks: [...rehearsal.locks] }),
  ...(rehearsal.log === undefined ? {} : { log: rehearsal.log }),
});
