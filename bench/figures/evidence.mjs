// The calendar checks beside the one question they cannot do without: who committed in the last 120 days.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, median, ratio } from '../lib/measure.mjs';
import { inProject, shipit } from '../lib/project.mjs';

const now = '2026-11-19T08:42:00Z';
const commits = 20_000;

export const evidence = async (report, { rounds }) => {
  await inProject(checklist, async ({ root, env }) => {
    mkdirSync(join(root, 'ops'));
    writeFileSync(join(root, 'ops/holidays.ics'), holidays());
    execFileSync('git', ['fast-import', '--quiet'], { cwd: root, env, input: history() });
    const check = () => itemsOf({ root, env: { ...env, SHIPIT_NOW: now } });
    checkAnswers(check());
    const times = await interleave(
      {
        // The items gather at the same time: together they take as long as the longer one.
        evidence: () => Math.max(...check().map(({ ms }) => ms)),
        git: () => readRun('git', gitLog, { cwd: root, env }),
      },
      Math.max(5, Math.floor(rounds / 2)),
    );
    const note = `${median(times.evidence).toFixed(0)} ms, git ${median(times.git).toFixed(0)} ms, ${commits} commits`;
    report.figure('absence and window evidence : the git log they need', ratio(times.evidence, times.git), 1.3, {
      note,
    });
  });
};

const checklist = `shipit: 1
app: shop
calendar:
  tz: Europe/Istanbul
  hours: 09:00-17:00
  holidays: [2026-12-31, "ics:ops/holidays.ics"]
  freezes:
    - {when: yearly 12-18..01-03, name: year end}
checks:
  - window
  - absence
deploy: "true"
`;

const gitLog = [
  ...['log', '--all', '--use-mailmap', '--no-color', '--since=2026-07-22T08:42:00Z'],
  '--format=%aE%x09%aI%x09%cE%x09%cI',
];

/** Ten years of them, as a country publishes them. */
const holidays = () => {
  const days = Array.from({ length: 10 }, (_, n) =>
    ['0101', '0423', '0501', '0519', '0715', '0830', '1029'].map((day) => `${2020 + n}${day}`),
  );
  const events = days
    .flat()
    .map((day) => `BEGIN:VEVENT\r\nUID:${day}\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\n`);
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`;
};

/** Forty people, one of them the operator, who was there on every day. */
const history = () => {
  const end = Date.parse(now) / 1000 - 86_400;
  const lines = [];
  for (let n = 0; n < commits; n++) {
    const at = Math.floor(end - ((commits - n) / commits) * 110 * 86_400);
    const who = n % 40 === 0 ? 'Ada L. <ada@shop.test>' : `Dev ${n % 40} <dev${n % 40}@shop.test>`;
    const subject = `Change ${n}`;
    lines.push('commit refs/heads/work', `author ${who} ${at} +0300`, `committer ${who} ${at} +0300`);
    lines.push(`data ${subject.length}`, subject);
  }
  return `${lines.join('\n')}\n`;
};

/** Runs to the end and reads all of the output, as whoever needs it has to. Milliseconds. */
const readRun = (command, args, { cwd, env }) => {
  const begin = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd, env, maxBuffer: 2 ** 28 });
  const ms = performance.now() - begin;
  if (status !== 0) {
    throw new Error(`${command}: exit ${status}\n${stderr}`);
  }
  return ms;
};

const itemsOf = ({ root, env }) => {
  const { stdout, stderr } = spawnSync(process.execPath, [shipit, 'check', '--json'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (stdout === '') {
    throw new Error(`shipit check said nothing\n${stderr}`);
  }
  return JSON.parse(stdout).items;
};

/** A figure is worth nothing if the answer is wrong. */
const checkAnswers = (items) => {
  const said = items.map(({ id, verdict }) => `${id} ${verdict}`).join(', ');
  if (said !== 'window go, absence go') {
    throw new Error(`the evidence is not as it should be: ${said}`);
  }
};
