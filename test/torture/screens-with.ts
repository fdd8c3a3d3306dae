import { printErrors } from '../../src/checklist/print-errors.js';
import { OperatorError } from '../../src/errors.js';
import { evidenceText, focusText } from '../../src/plain/focus-text.js';
import { headerText } from '../../src/plain/header-text.js';
import { plainMarks } from '../../src/plain/paper.js';
import { csvAnswers } from '../../src/review/export/csv-answers.js';
import { csvRuns } from '../../src/review/export/csv-runs.js';
import { htmlPage } from '../../src/review/export/html/page.js';
import { markdownList } from '../../src/review/export/markdown-list.js';
import { markdownRun } from '../../src/review/export/markdown-run.js';
import { ndjson } from '../../src/review/export/ndjson.js';
import { renderList } from '../../src/review/list.js';
import { offerTexts } from '../../src/review/offer-page.js';
import { renderRun } from '../../src/review/show.js';
import { renderStats } from '../../src/review/stats/render.js';
import { renderStatus } from '../../src/review/status.js';
import { renderVerification } from '../../src/review/verification.js';
import { browserView } from '../../src/ui/browser/browser-view.js';
import { drawable } from '../../src/ui/drawable.js';
import { focusOf } from '../../src/ui/focus.js';
import { marksFor } from '../../src/ui/marks.js';
import { firstScreen } from '../../src/ui/screen.js';
import { fullRun, runId } from '../review/export/full-run.js';
import { counted, item as countedItem, said, statsOf } from '../review/stats/counted.js';
import { context, entryOf, listOf, open, openedRun, press, read, textFile } from '../ui/browser/opened-runs.js';
import { frameOf } from '../ui/frames.js';
import { hostileSituations } from './hostile-situations.js';

/** What a text from outside comes to on every page, by the name of the page. */
export type Pages = readonly (readonly [page: string, shown: () => string])[];

const now = new Date('2026-11-20T10:00:00Z');
const common = { tz: 'Europe/Istanbul', now, color: false, columns: 100 };
const marks = marksFor({ LANG: 'C.UTF-8' });

/** Every page of the audit log, and everything that leaves it. */
export function logPages(text: string): Pages {
  const { run, page, events } = fullRun(text);
  const exported = { tz: common.tz, now, asked: text, context: [], pageOf: () => page };
  const unfinished = {
    id: runId,
    run: page.run,
    lastAt: '2026-11-19T09:00:01.000Z',
    damaged: false,
    progress: { settled: 1, of: 9, next: text },
  };
  const holder = { operator: text, run: text, commit: text, since: '2026-11-19T09:02:00.000Z', pid: 1, host: text };
  const deploy = { run: runId, commit: text, operator: text, at: '2026-11-19T08:58:00.000Z', confirmed: false };
  const fault = { run: text, seq: 1, text, kind: text };
  const opened = openedRun(
    runId,
    events.map(({ event }) => event),
    [text],
  );
  const browser = () => {
    const runs = listOf([entryOf(opened, text)], { columns: 100, rows: 30 });
    const shown = open(runs, opened);
    const pager = read(shown, textFile(Buffer.from(`${text}\n`.repeat(2))));
    return [runs, shown, press(shown, 'end').state, pager]
      .flatMap((state) => browserView(state, { ...context, about: text }))
      .map((spans) => spans.map((span) => drawable(span.text, marks)).join(''))
      .join('\n');
  };
  return [
    ['log list', () => renderList([run, { ...run, damaged: true }], common).join('\n')],
    ['log list, piped', () => renderList([run], { ...common, piped: true }).join('\n')],
    ['log show', () => renderRun({ ...page, ...common }).join('\n')],
    [
      'log stats',
      () =>
        renderStats(
          statsOf([
            counted({
              target: text,
              operator: text,
              incident: text,
              items: [countedItem(text, 'no-go', said('go', 'override'))],
            }),
          ]),
          { now, color: false, columns: 100, ascii: false },
        ).join('\n'),
    ],
    [
      'log verify',
      () =>
        renderVerification(
          { ok: false, runs: 1, records: 1, faults: [fault], notes: [fault], anchored: 1 },
          common,
        ).join('\n'),
    ],
    [
      'status',
      () =>
        renderStatus(
          {
            runs: [unfinished],
            locks: [{ target: text, state: 'held', path: text, holder }],
            targets: [{ target: text, live: deploy, last: { ...deploy, outcome: 'deployed' }, damaged: false }],
          },
          common,
        ).join('\n'),
    ],
    [
      'the offer of an unfinished run',
      () => {
        const { title, texts, labels } = offerTexts(
          { found: unfinished, acts: [], asks: {} } as unknown as Parameters<typeof offerTexts>[0],
          { tz: 'UTC', now, others: 1 },
        );
        return [title, ...texts, ...Object.values(labels)].join('\n');
      },
    ],
    ['export csv', () => [...csvRuns([run]), ...csvAnswers([{ run: runId, events }])].join('')],
    ['export ndjson', () => [...ndjson([run])].join('')],
    ['export markdown', () => [...markdownRun(page, exported), ...markdownList([run], exported)].join('\n')],
    ['export html', () => [...htmlPage([{ ...run, checked: () => run }], exported)].join('')],
    ['the browser', browser],
    [
      'a mistake',
      () => {
        const place = { file: text, line: 1, col: 3 };
        return printErrors([new OperatorError(text, { place, hint: text }), new OperatorError(text)], () => text, 80);
      },
    ],
  ];
}

/** Every page of a walk, full screen and line by line, for one of the situations. */
export function walkPages(text: string, which: number): Pages {
  const { name, situation, screen, full } = hostileSituations(text, which);
  const whole = { ...firstScreen, ...screen };
  const focus = focusOf(whole, situation);
  const at = { situation, focus, view: whole.view, paper, now, nowMs: 60_000, tz: 'UTC', text: full };
  const plain = () =>
    [...headerText({ ...at, note: text }), ...focusText(at), ...(focus.on === 'question' ? evidenceText(at) : [])].join(
      '\n',
    );
  return [
    [
      `${name}, full screen`,
      () => frameOf(situation, { columns: 100, rows: 40, screen, ...(full === undefined ? {} : { text: full }) }),
    ],
    [`${name}, line by line`, plain],
  ];
}

const paper = { columns: 80, marks: plainMarks({ LANG: 'C.UTF-8' }) };
