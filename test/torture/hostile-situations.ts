import type { Situation } from '../../src/engine/session.js';
import type { Screen } from '../../src/ui/screen.js';
import { answer, evidence, facet, item, started } from '../run/facts.js';
import { human, situationOf } from '../ui/situations.js';

export interface HostileSituation {
  readonly name: string;
  readonly situation: Situation;
  readonly screen: Partial<Screen>;
  /** From the evidence store, or the end of an output. */
  readonly full?: string;
}

/** A walk in which everything that came from outside is this text. */
export function hostileSituations(text: string, which: number): HostileSituation {
  const found = evidence('tests', 'no-go', {
    summary: text,
    detail: [text, text],
    findings: [{ key: text, verdict: 'no-go', text }],
    facets: [{ ...facet('green', 'no-go'), summary: text, question: text, detail: [text] }],
    sources: [{ cmd: text, rc: 1, ms: 5, tail: text }],
  });
  const plan = [
    item('tests', { question: text, why: text }),
    item('servers', { question: text }),
    human('sky', { question: text, why: text }),
  ];
  const settled = [
    answer('tests', 'go', { facet: 'green', seen: 'no-go', how: 'override', reason: text, by: text, findings: [text] }),
  ];
  const all = [
    ...settled,
    evidence('servers', 'go', { summary: text }),
    answer('servers', 'go', { how: 'auto', by: text, seen: 'go' }),
    answer('sky', 'go', { by: text }),
  ];
  const deployed = [
    { type: 'deploy.start', commit: text, steps: [text], tty: false, out: text },
    { type: 'step.start', step: text, host: text, cmd: text },
    { type: 'step.end', step: text, host: text, rc: 1, ms: 5, error: text },
    { type: 'deploy.end', commit: text, outcome: 'failed', ms: 5 },
  ] as const;
  const walk = (events: Parameters<typeof situationOf>[0]['events']): Situation => {
    const made = situationOf({
      plan,
      ...(events === undefined ? {} : { events }),
      progress: { servers: { sinceMs: 1, text } },
      undo: text,
      pastReason: text,
      people: { [text]: { name: text, emails: [text], roles: [text], left: false, absences: [] } },
    });
    const operator = { ...started.operator, name: text, email: text, host: text };
    return {
      ...made,
      operator,
      message: text,
      run: { ...made.run, app: text, target: text, release: { ...made.run.release, subject: text } },
    };
  };
  const open = walk([found]);
  const evidencePage: Partial<Screen> = {
    view: { type: 'evidence', offset: 0 },
    drawn: { key: 'tests/green', identity: '', atMs: 0, sinceMs: 0 },
  };
  const typing: Partial<Screen> = {
    view: {
      type: 'input',
      purpose: { for: 'override', key: 'tests/green' },
      about: '',
      field: { text, cursor: 1 },
      problem: text,
    },
  };
  const notice = { type: 'notice', notice: 'head-moved', text, from: text, to: text } as const;
  const situations: readonly (() => HostileSituation)[] = [
    () => ({ name: 'a question', situation: open, screen: { hint: text } }),
    () => ({ name: 'its evidence', situation: open, screen: evidencePage, full: text }),
    () => ({ name: 'a reason', situation: open, screen: typing }),
    () => ({ name: 'a notice', situation: walk([notice]), screen: {} }),
    () => ({ name: 'the launch page', situation: walk([found, ...all]), screen: { phrase: { text, cursor: 0 } } }),
    () => ({ name: 'a failed deploy', situation: walk([found, ...all, ...deployed]), screen: {}, full: text }),
  ];
  const made = situations[which % situations.length];
  if (made === undefined) {
    throw new Error(`there is no situation ${which}`);
  }

  return made();
}
