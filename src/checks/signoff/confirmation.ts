import { short } from '../../run/release.js';

/** Somebody's word about a commit, wherever it was given. Texts are raw: the engine cleans them. */
export interface Confirmation {
  /** Full id of what they looked at. */
  readonly commit: string;
  /** Its tree, where that was written down. */
  readonly tree?: string;
  readonly verdict: 'go' | 'no-go';
  /** The key of `people`; absent for somebody who is not in it. */
  readonly person?: string;
  /** As shown: a name, an address, a login. */
  readonly name: string;
  /** Which of the roles they spoke for; absent where nobody says. */
  readonly role?: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** What they were told runs there: 7 to 64 digits; null: nobody could say. Absent where it was not asked. */
  readonly seen?: string | null;
  readonly note?: string;
  readonly link?: string;
  /** Where it was read: a file, an address. */
  readonly from: string;
  /** Of a record: whether it is signed, and by whom. */
  readonly signature?: Signature;
}

/** What is found about one word, and only that: the key of a finding. */
export const wordKey = ({ commit, person, name }: Pick<Confirmation, 'commit' | 'person' | 'name'>): string =>
  `${short(commit)}:${person ?? name}`;

export type Signature =
  | { readonly state: 'none' }
  /** By the key that `people` has of that person. */
  | { readonly state: 'good'; readonly key: string }
  /** It was changed since, or somebody else signed it: what ssh-keygen said. */
  | { readonly state: 'bad'; readonly why: string }
  /** There is one, and it could not be checked. */
  | { readonly state: 'unknown'; readonly why: string }
  /** There is one, and nobody knows that person's key. */
  | { readonly state: 'no-key' };

/** What was found, and what could not be read: that is never "nobody said anything". */
export interface ConfirmationsRead {
  readonly list: readonly Confirmation[];
  readonly broken: readonly { readonly name: string; readonly why: string }[];
  /** Why nobody knows whether there are any. */
  readonly unknown?: string;
  /** What was passed over, and why; in words. */
  readonly passedOver: readonly string[];
}

/** No word at all, which is worth something only beside why. */
export const nobody = { list: [], broken: [], passedOver: [] } as const satisfies ConfirmationsRead;
