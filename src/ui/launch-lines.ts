import { undoIsBlind } from '../engine/ordered-steps.js';
import { patchesAsked } from '../engine/planned-steps.js';
import type { Situation } from '../engine/session.js';
import type { Standing } from '../run/questions.js';
import { short } from '../run/release.js';
import { toldWords } from '../run/told-words.js';
import { passes } from '../run/verdict.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, truncate, width } from '../text/width.js';
import { acceptedSummary, acceptedWarnings } from './accepted.js';
import { stepWords } from './command-words.js';
import { filesSeen } from './files-seen.js';
import { blank, clip, type Line, line, paragraph } from './lines.js';
import { itemWords } from './list-lines.js';
import type { Marks } from './marks.js';
import { launchPhrase } from './press-phrase.js';
import { doubtsBefore } from './probes-before.js';

export interface LaunchContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly columns: number;
  readonly rows: number;
  readonly nowMs: number;
}

/**
 * The poll: every item with its verdict and one line, overrides, killer items and accepted warnings first, and what was answered by hand.
 * However low the window: what is launched where, and what has to be typed for it, are always there.
 */
export function launchLines(context: LaunchContext): readonly Line[] {
  const { situation, columns, rows, marks } = context;
  const list = situation.before;
  const poll = pollLines(context);
  const head = [...paragraph(title(situation), columns, 'strong'), ...what(context)];
  const type = [
    ...paragraph('To launch, type the target and the commit:', columns, 'accent'),
    line(launchPhrase(situation), 'strong'),
  ];
  const foot = [
    ...[...noWayBackWords(situation), ...doubtsBefore(situation)].flatMap((words) =>
      paragraph(`${marks.warn} ${words}`, columns, 'warn'),
    ),
    ...paragraph(`${handWords(list)}${acceptedWords(situation)}`, columns, 'quiet'),
    ...paragraph(guarantee(situation), columns, 'quiet'),
  ];
  const room = rows - head.length - foot.length - type.length;
  if (room >= Math.min(poll.length, 4) + 2) {
    return [...head, blank, ...clip(poll, room - 2), blank, ...foot, ...type];
  }

  const brief = paragraph(`To launch, type: ${launchPhrase(situation)}`, columns, 'accent');
  const last = [...putBackLine(context), ...brief];
  return [...clip(poll, Math.max(0, rows - last.length)), ...last].slice(-rows);
}

/** Where there is no room for the commands: a launch writes on the servers itself. */
function putBackLine({ situation, columns, marks }: LaunchContext): readonly Line[] {
  const ids = patchesAsked(situation.checklist, situation.run).map(({ id }) => safeLine(id, 40));
  return ids.length === 0 ? [] : [line(truncate(`${marks.pointer} patches put back: ${ids.join(', ')}`, columns))];
}

/** The release in one line, what goes out of other repositories, and the commands as they will be run. */
function what({ situation, columns, marks }: LaunchContext): readonly Line[] {
  const { release, repos } = situation.run;
  const others = Object.entries(repos).map(([name, commit]) => `${safeLine(name, 40)} ${short(commit)}`);
  const commands = stepWords('deploy', situation).map((words) => line(truncate(`${marks.pointer} ${words}`, columns)));
  return [
    line(truncate(`${short(release.commit)}  ${release.subject}`, columns)),
    ...(others.length === 0 ? [] : [line(truncate(`with ${others.join(', ')}`, columns))]),
    ...clip(commands, 4),
  ];
}

const noWayBackWords = ({ checklist, run }: Situation): readonly string[] =>
  undoIsBlind(checklist.deploy, run)
    ? ['There is no way back from this one: `undo` needs the commit that runs now, and none is known.']
    : [];

function pollLines({ situation, marks, columns, nowMs }: LaunchContext): readonly Line[] {
  const rank = (one: Standing): number =>
    one.overridden ? 0 : one.item.killer ? 1 : acceptedWarnings(one).length > 0 ? 2 : 3;
  const sorted = [...situation.before].sort((a, b) => rank(a) - rank(b));
  const names = Math.min(14, Math.max(...sorted.map((one) => width(one.item.id))));
  return sorted.map((one): Line => {
    const { mark, word, tone } = itemWords(one, { situation, marks, nowMs });
    const how = one.overridden ? 'OVERRIDDEN' : one.item.killer ? 'KILLER: ' : '';
    const start = `${mark} ${padEnd(word, 7)} `;
    return [
      { text: start, tone },
      { text: `${padEnd(truncate(one.item.id, names), names)}  ` },
      { text: truncate(`${how}${lastWords(one)}`, Math.max(1, columns - width(start) - names - 2)), tone: 'quiet' },
    ];
  });
}

function title({ run }: Situation): string {
  return run.dryRun
    ? `All questions are answered. This is a dry run: ${run.target} will not be touched.`
    : `All questions are answered. Launch to ${run.target}?`;
}

function lastWords(one: Standing): string {
  const overridden = one.questions.find((question) => question.answer?.event.how === 'override')?.answer?.event;
  if (overridden !== undefined) {
    const { second, reason } = overridden;
    return `${second === undefined ? '' : ` with ${second.by}`}: ${reason ?? ''}`;
  }

  const accepted = acceptedWarnings(one);
  if (accepted.length > 0) {
    return acceptedSummary(accepted);
  }

  const human = one.questions.find((question) => question.answer !== undefined && question.answer.event.how !== 'auto');
  const answer = human?.answer?.event;
  const tellers = one.questions.filter((question) => question.answer?.event.told !== undefined);
  const teller = tellers[0]?.answer?.event;
  if (teller !== undefined) {
    const told = tellers.map(({ answer: given, form }) => toldWords(given?.event ?? {}, form));
    return `${teller.answer} by ${teller.by}: ${told.join('; ')}`;
  }

  if (human?.human) {
    return one.summary;
  }

  // Where something was gathered that says more than what was asked about it.
  const words = one.item.alwaysAsks && !one.item.human && human?.facet === undefined ? one.summary : human?.text;
  return answer === undefined ? one.summary : `${answer.answer} by ${answer.by}: ${words ?? ''}`;
}

function handWords(list: readonly Standing[]): string {
  const answers = list.flatMap((one) => one.questions.map((question) => question.answer?.event));
  const count = (how: string): number => answers.filter((answer) => answer?.how === how).length;
  const words = [
    [count('human'), plural(count('human'), 'answer by a person', 'answers by a person')],
    [count('by-hand'), `${count('by-hand')} by hand for what no machine could find out`],
    [count('accepted-warning'), plural(count('accepted-warning'), 'accepted warning')],
    [count('override'), plural(count('override'), 'override')],
  ] as const;
  const given = words.filter(([number]) => number > 0).map(([, text]) => text);
  return given.length === 0 ? 'Nothing was answered by a person.' : `${given.join(', ')}.`;
}

/** What is go only because somebody accepts it for a while: that is nobody's answer today. */
function acceptedWords({ run, before }: Situation): string {
  const findings = before.flatMap(({ item }) => run.evidence[item.id]?.event.findings ?? []);
  const accepted = findings.filter(({ acked_verdict: without = 'go' }) => !passes(without));
  const by = [...new Set(accepted.flatMap(({ acked_by: name }) => name ?? []))];
  const who = by.length === 0 ? '' : ` by ${by.slice(0, 3).join(', ')}${by.length > 3 ? ' and others' : ''}`;
  return accepted.length === 0
    ? ''
    : ` ${plural(accepted.length, 'known finding is', 'known findings are')} acknowledged${who}.`;
}

function guarantee(situation: Situation): string {
  const { run, checklist } = situation;
  if (run.dryRun) {
    return 'Neither the deploy command nor undo will be run.';
  }

  const commands = checklist.deploy.steps.map((step) => step.name).join(', ');
  const where = checklist.deploy.steps.some((step) => step.tty)
    ? `Runs ${commands} on this terminal: closing the terminal ends the deploy.`
    : `Runs ${commands} apart from this terminal: closing the terminal does not stop it.`;
  return [filesSeen(situation), where].filter((words) => words !== undefined).join(' ');
}
