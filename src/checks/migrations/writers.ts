import type { RangeCommit } from '../../world/git-contents.js';
import { isSame, type People, type Somebody, whoCommits } from '../persons.js';

/**
 * Who wrote these commits: authors and co-authors, or who stands in for them; each once, the first author last. A program
 * that helped is nobody who could be asked.
 */
export function writersOf(commits: readonly RangeCommit[], people: People): readonly Somebody[] {
  const all = commits.flatMap(({ author, email, trailers }) => [
    { name: author, email },
    ...trailers.flatMap(({ key, value }) => (key === 'co-authored-by' ? coAuthor(value) : [])),
  ]);
  return all.reduce<readonly Somebody[]>((found, one) => {
    // Without an address two of them would be taken for one.
    const who = whoCommits({ ...one, email: one.email === '' ? one.name : one.email }, people);
    return found.some((other) => isSame(other, who)) ? found : found.concat(who);
  }, []);
}

/** `Ana B. <ana@x.test>`; a trailer without an address is a name. */
function coAuthor(value: string): readonly { readonly name: string; readonly email: string }[] {
  const [, name = '', email = ''] = /^([^<]*)(?:<([^<>]*)>)?\s*$/.exec(value) ?? [];
  const isNobody = (name.trim() === '' && email.trim() === '') || isProgram(email.trim());
  return isNobody ? [] : [{ name: name.trim() || email.trim(), email: email.trim() }];
}

/**
 * Programs that help somebody to write sign so: `Claude <noreply@anthropic.com>`, `dependabot[bot]`, Copilot, Cursor. The
 * addresses that GitHub makes for people are `ID+name@users.noreply.github.com`.
 */
const isProgram = (email: string): boolean =>
  /^(?:no-?reply|cursoragent)@|\[bot\]@|^(?:\d+\+)?copilot@users\.noreply\.github\.com$/i.test(email);
