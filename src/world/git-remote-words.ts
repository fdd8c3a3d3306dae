import { type GitAnswer, whyNot } from './git-process.js';
import { meaningOf } from './ssh/words.js';

/**
 * Why a remote gave git nothing, in a few words, with what to look at. git itself says the same of everything that ssh could
 * not do: "Could not read from remote repository".
 * @param remote its name: `origin`
 */
export function whyNoRemote(answer: GitAnswer, remote: string): string {
  const { end, stderr } = answer;
  if (end.how === 'timeout') {
    return `no answer in ${Math.max(1, Math.round(end.afterMs / 1000))} s`;
  }

  const byHand = `git fetch ${remote}`;
  if (/could not read from remote repository/i.test(stderr)) {
    const meaning = meaningOf(wordsOfTransport(stderr), '', byHand);
    return meaning === undefined ? whyNot(answer) : `${meaning.text}${meaning.hint ? ` (${meaning.hint})` : ''}`;
  }

  const login = logins.find(({ says }) => says.test(stderr));
  return login === undefined ? whyNot(answer) : `${login.text} (log in once by hand: ${byHand})`;
}

/** Without git's own words, and those that the other side writes itself. */
const wordsOfTransport = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => !/^(fatal|remote|hint):/.test(line))
    .join('\n');

/** What git 2.31 to 2.50 says over https. */
const logins = [
  { says: /could not read (Username|Password)/, text: 'it asks for a login, and none is stored here' },
  { says: /Authentication failed|returned error: 40[13]/, text: 'it refuses the login that is stored here' },
];
