import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Checklist } from '../checklist/model.js';
import type { NoticeGiven } from '../run/events.js';
import { type Previous, short } from '../run/release.js';
import type { Run } from '../run/run.js';
import type { Git } from '../world/git.js';

/**
 * Whether HEAD is still the commit this run is about. A run about a named commit does not follow HEAD.
 * @param mustKnow before a launch it is told, too, when git names no commit; between two looks that may pass by itself
 */
export async function headNotice(
  run: Run,
  git: Pick<Git, 'head'>,
  { mustKnow = false }: { readonly mustKnow?: boolean } = {},
): Promise<NoticeGiven | undefined> {
  if (run.started?.pinned) {
    return undefined;
  }

  const head = await git.head();
  const about = `this run is about ${short(run.release.commit)}`;
  const given = { type: 'notice', notice: 'head-moved', from: run.release.commit } as const;
  if (head === undefined) {
    const text = `git names no commit that is checked out here now; ${about}`;
    return mustKnow ? unlessKept(run, { ...given, text, to: 'HEAD' }) : undefined;
  }

  return unlessKept(run, { ...given, text: `HEAD is now ${short(head)}, ${about}`, to: head });
}

/** Whether the checklist's files still have the bytes this run was started with. */
export function checklistNotice(run: Run, checklist: Checklist): NoticeGiven | undefined {
  const changed = checklist.sources.filter((source) => digestOf(source.path) !== source.sha256);
  if (changed.length === 0) {
    return undefined;
  }

  const names = changed.map((source) => source.file).join(', ');
  return unlessKept(run, {
    type: 'notice',
    notice: 'checklist-edited',
    text: `${names} was edited since this run started; it goes on with the checklist as it was`,
    from: changed.map((source) => source.sha256).join(' '),
    to: changed.map((source) => digestOf(source.path)).join(' '),
  });
}

/** Whether somebody deployed meanwhile. */
export function previousNotice(run: Run, previous: Previous | null): NoticeGiven | undefined {
  const from = run.previous?.commit ?? '';
  const to = previous?.commit ?? '';
  return from === to
    ? undefined
    : {
        type: 'notice',
        notice: 'previous-changed',
        text: `somebody deployed meanwhile: the target ran ${from ? short(from) : 'nothing known'} when this run started, now ${to ? short(to) : 'nothing known'}`,
        from,
        to,
      };
}

function unlessKept(run: Run, notice: NoticeGiven): NoticeGiven | undefined {
  const known = run.notices.some((open) => open.notice === notice.notice && open.to === notice.to);
  return notice.from === notice.to || known || run.kept[notice.notice] === notice.to ? undefined : notice;
}

/** `gone` for a file that cannot be read any more: that is a change, too. */
function digestOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'gone';
  }
}
