import { questionAt } from '../run/walk.js';
import { choiceRows } from './choice-rows.js';
import { evidenceLines } from './evidence-lines.js';
import { type Focus, walked } from './focus.js';
import type { KeyHint } from './footer-line.js';
import { helpLines } from './help-lines.js';
import { fieldLine, inputLines } from './input-lines.js';
import { launchLines } from './launch-lines.js';
import type { Layout } from './layout.js';
import { blank, clip, clipText, cut, type Line, line, paragraph } from './lines.js';
import type { Marks } from './marks.js';
import type { ChoiceView } from './press-choice.js';
import { mustLines, questionLines } from './question-lines.js';
import { type Row, shortWord } from './rows.js';
import { stageLines } from './stage-lines.js';
import type { Snapshot } from './store.js';

export interface PanelContext extends Snapshot {
  readonly marks: Marks;
  readonly layout: Layout;
  /** IANA zone of the times. */
  readonly tz: string;
}

/** What the right-hand side shows: lines, then answers, then lines; never more than there are rows. */
export interface Panel {
  readonly lines: readonly Line[];
  readonly rows: readonly Row[];
  /** Index of the highlighted one, where that is not the question's. */
  readonly highlighted?: number;
  /** How many of the answers there is room for. */
  readonly limit: number;
  readonly below: readonly Line[];
  /** The keys that work here, for the last line of the screen. */
  readonly keys: readonly KeyHint[];
  /** First line shown, of a page that scrolls. */
  readonly offset?: number;
}

export function panel(context: PanelContext): Panel {
  const { screen, situation, focus, marks, layout } = context;
  const { bodyRows: rows, mainColumns: columns } = layout;
  switch (screen.view.type) {
    case 'evidence': {
      const lines = evidenceLines({ situation, focus, marks, columns, tz: context.tz, text: context.text });
      return scrolled(lines, screen.view.offset, context);
    }
    case 'help':
      return scrolled(helpLines(focus, columns), screen.view.offset, context);
    case 'input': {
      const input = inputLines(screen.view, { situation, columns, marks, rows });
      const above = aboveAnswers(context, rows - input.length - 1);
      return {
        lines: above.length === 0 ? input : [...above, blank, ...input],
        rows: [],
        limit: 0,
        below: [],
        keys: [
          { key: 'Enter', does: 'hand in', weight: 2 },
          { key: 'Esc', does: 'back', weight: 1 },
        ],
      };
    }
    case 'choice':
      return choicePanel(context, screen.view);
    case 'main':
      return focus.on === 'launch' ? launchPanel(context) : answerPanel(context);
  }
}

/** The question stays above, as far as there is room: what is chosen goes with its answer. */
function choicePanel(context: PanelContext, { filling, row, problem }: ChoiceView): Panel {
  const { situation, layout } = context;
  const { bodyRows, mainColumns: columns } = layout;
  const choice = questionAt(walked(situation), filling.key)?.form?.choice;
  const rows = choice === undefined ? [] : choiceRows(choice);
  const above = clipText(
    paragraph(
      problem ?? choice?.title ?? 'That question is not open any more.',
      columns,
      problem === undefined ? 'strong' : 'no-go',
    ),
    Math.max(1, Math.min(3, bodyRows - 2)),
    columns,
  );
  const limit = Math.max(1, Math.min(rows.length, bodyRows - above.length));
  const room = bodyRows - above.length - limit - 1;
  const lines = room < 1 ? above : [...aboveAnswers(context, room), blank, ...above];
  return {
    lines,
    rows,
    highlighted: row,
    limit,
    below: [],
    keys: [
      ...(limit < rows.length
        ? rows.flatMap(({ key, label }) => (key === undefined ? [] : [{ key, does: label, weight: 3 }]))
        : []),
      { key: 'Esc', does: 'back', weight: 4 },
      { key: context.marks.upDown, does: 'choose', weight: 1 },
    ],
  };
}

function launchPanel({ situation, marks, layout, nowMs, screen }: PanelContext): Panel {
  const { bodyRows, mainColumns: columns } = layout;
  return {
    lines: launchLines({ situation, marks, columns, rows: bodyRows - 1, nowMs }),
    rows: [],
    limit: 0,
    below: [fieldLine(screen.phrase, columns, marks)],
    keys: [
      { key: 'Enter', does: 'launch', weight: 3 },
      { key: marks.tab, does: 'questions', weight: 2 },
      { key: 'Esc', does: 'pause', weight: 1 },
    ],
  };
}

function answerPanel(context: PanelContext): Panel {
  const { focus, marks, layout } = context;
  const rows = layout.bodyRows;
  // The question has the first right to a small screen; the answers can be scrolled, and their keys stand below.
  const forText =
    rows >= 16 ? 10 : rows >= 12 ? 6 : Math.max(rows >= 6 ? 3 : 2, Math.min(leastText(context), rows - 2));
  const limit = Math.min(focus.rows.length, Math.max(1, rows - forText));
  const gap = rows >= 12 && limit > 0 ? 1 : 0;
  const lines = aboveAnswers(context, rows - limit - gap);
  return {
    lines: gap > 0 ? [...lines, blank] : lines,
    rows: focus.rows,
    limit,
    below: [],
    keys: [...(limit < focus.rows.length ? answerHints(focus.rows) : []), ...generalHints(focus, marks)],
  };
}

/** Lines of the question and the verdict: one who cannot read what was found cannot decide. */
function leastText({ focus, situation, marks, layout, nowMs, now }: PanelContext): number {
  const { mainColumns: columns, bodyRows: rows, wide } = layout;
  return focus.on === 'question'
    ? mustLines({ situation, focus, marks, columns, rows, nowMs, now, numbered: wide }).length
    : 0;
}

const answerHints = (rows: readonly Row[]): readonly KeyHint[] =>
  rows.flatMap(({ key, act }) => (key === undefined ? [] : [{ key, does: shortWord[act], weight: 6 }]));

/** Only keys that do something here. */
function generalHints(focus: Focus, marks: Marks): readonly KeyHint[] {
  if (focus.on === 'looking' || focus.on === 'done') {
    return [{ key: 'Ctrl-C', does: 'twice leaves', weight: 1 }];
  }

  const choose = { key: marks.upDown, does: 'choose', weight: 1 };
  const evidence = { key: 'e', does: 'evidence', weight: 3 };
  const others = { key: marks.tab, does: 'other questions', weight: 2 };
  const why = { key: '?', does: 'why', weight: 4 };
  const pause = { key: 'q', does: 'pause', weight: 5 };
  const leave = { key: 'q', does: 'leave', weight: 5 };
  switch (focus.on) {
    case 'question':
      return [choose, others, why, evidence, focus.item.phase === 'after' ? leave : pause];
    case 'waiting':
      return focus.rows.length > 0 ? [choose, evidence, others, leave] : [others, pause];
    case 'leaving':
      return [choose, { key: 'Esc', does: 'back', weight: 2 }];
    default:
      return [choose, pause];
  }
}

function aboveAnswers(
  { focus, situation, marks, layout, nowMs, now, text }: PanelContext,
  rows: number,
): readonly Line[] {
  const { mainColumns: columns, wide } = layout;
  return focus.on === 'question'
    ? questionLines({ situation, focus, marks, columns, rows, nowMs, now, numbered: wide })
    : clip(stageLines(focus, { situation, columns, rows, marks, nowMs, text }), rows);
}

function scrolled(lines: readonly Line[], offset: number, { layout, marks }: PanelContext): Panel {
  const room = Math.max(1, layout.bodyRows - 1);
  const from = Math.min(offset, Math.max(0, lines.length - room));
  const shown = lines.slice(from, from + room);
  const more = lines.length - from - shown.length;
  const where = more > 0 ? `${from + shown.length} of ${lines.length} lines, more below` : `end, ${lines.length} lines`;
  return {
    lines: [...shown, ...Array.from({ length: room - shown.length }, () => blank)],
    rows: [],
    limit: 0,
    below: [cut(line(where, 'quiet'), layout.mainColumns)],
    keys: [
      { key: marks.upDown, does: 'PgUp PgDn scroll', weight: 1 },
      { key: 'Esc', does: 'back', weight: 2 },
    ],
    offset: from,
  };
}
