import type { Source } from '../checklist/model.js';
import type { Previous, Release, RepoCommits } from './release.js';

export type NoticeKind = 'head-moved' | 'checklist-edited' | 'previous-changed';

/** Something about the run itself changed under it, and the operator has to decide. */
export interface NoticeGiven {
  readonly type: 'notice';
  readonly notice: NoticeKind;
  readonly text: string;
  /** Commit or digest that the run is about, and the one found. */
  readonly from: string;
  readonly to: string;
}

/** The operator goes on with the run as it was. A notice can be given again for another `to`. */
export interface NoticeKept {
  readonly type: 'notice.kept';
  readonly notice: NoticeKind;
  readonly to: string;
  readonly by: string;
}

/** The run starts over, for another release, previous or checklist; what is not in `keeps` is asked again. */
export interface Restarted {
  readonly type: 'restart';
  readonly why: NoticeKind;
  readonly release: Release;
  readonly previous: Previous | null;
  /** Absent: as they were. */
  readonly repos?: RepoCommits;
  readonly checklist?: { readonly sha256: string; readonly sources: readonly Source[] };
  /** Ids of the items whose evidence and answers stay. */
  readonly keeps: readonly string[];
  readonly by: string;
}

export type NoticeEvent = NoticeGiven | NoticeKept | Restarted;
