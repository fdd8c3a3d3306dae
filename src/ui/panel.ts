import { evidenceLines } from './evidence-lines.js';
import { helpLines } from './help-lines.js';
import { fieldLine, inputLines } from './input-lines.js';
import { launchLines } from './launch-lines.js';
import { blank, clip, type Line, line } from './lines.js';
import type { Marks } from './marks.js';
import { questionLines } from './question-lines.js';
import type { Row } from './rows.js';
import { stageLines } from './stage-lines.js';
import type { Snapshot } from './store.js';

export interface PanelContext extends Snapshot {
  readonly marks: Marks;
  readonly columns: number;
  readonly rows: number;
}

/** What the right-hand side shows: lines, then answers, then lines; never more than there are rows. */
export interface Panel {
  readonly lines: readonly Line[];
  readonly rows: readonly Row[];
  /** How many of the answers there is room for. */
  readonly limit: number;
  readonly below: readonly Line[];
  /** The keys that work here, for the last line of the screen. */
  readonly keys: string;
  /** First line shown, of a page that scrolls. */
  readonly offset?: number;
}

/** The answers keep at least this many rows of a small screen. */
const minAnswers = 3;

export function panel(context: PanelContext): Panel {
  const { screen, situation, focus, marks, columns, rows } = context;
  switch (screen.view.type) {
    case 'evidence':
      return scrolled(
        evidenceLines({ situation, focus, marks, columns, text: context.text }),
        screen.view.offset,
        context,
      );
    case 'help':
      return scrolled(helpLines(focus, columns), screen.view.offset, context);
    case 'input': {
      const input = inputLines(screen.view, situation, columns, marks);
      const above = aboveAnswers(context, rows - input.length - 1);
      return {
        lines: [...above, blank, ...input].slice(-rows),
        rows: [],
        limit: 0,
        below: [],
        keys: 'Enter hand in  Esc back',
      };
    }
    case 'main':
      return mainPanel(context);
  }
}

function mainPanel(context: PanelContext): Panel {
  const { focus, situation, marks, columns, rows, nowMs, screen } = context;
  if (focus.on === 'launch') {
    const field = fieldLine(screen.phrase, columns, marks);
    return {
      lines: launchLines({ situation, marks, columns, rows: rows - 1, nowMs }),
      rows: [],
      limit: 0,
      below: [field],
      keys: 'Enter launch  Tab questions  Esc pause',
    };
  }

  const limit = Math.min(focus.rows.length, Math.max(minAnswers, rows - 6));
  const lines = aboveAnswers(context, rows - limit - (rows > 10 ? 1 : 0));
  return {
    lines: rows > 10 && limit > 0 ? [...lines, blank] : lines,
    rows: focus.rows,
    limit,
    below: [],
    keys: '↑↓ choose  ⇥ other questions  ? why  e evidence  q pause',
  };
}

function aboveAnswers({ focus, situation, marks, columns, nowMs, now }: PanelContext, rows: number): readonly Line[] {
  return focus.on === 'question'
    ? questionLines({ situation, focus, marks, columns, rows, nowMs, now })
    : clip(stageLines(focus, situation, columns, marks), rows);
}

function scrolled(lines: readonly Line[], offset: number, { rows }: PanelContext): Panel {
  const room = Math.max(1, rows - 1);
  const from = Math.min(offset, Math.max(0, lines.length - room));
  const shown = lines.slice(from, from + room);
  const more = lines.length - from - shown.length;
  return {
    lines: [...shown, ...Array.from({ length: room - shown.length }, () => blank)],
    rows: [],
    limit: 0,
    below: [
      line(
        more > 0 ? `${from + shown.length} of ${lines.length} lines, more below` : `end, ${lines.length} lines`,
        'quiet',
      ),
    ],
    keys: '↑↓ PgUp PgDn scroll  Esc back',
    offset: from,
  };
}
