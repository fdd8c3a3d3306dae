import type { Verdict } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import type { CommandResult } from '../../world/commands.js';

/** What `npm ci` came to. Only what npm itself says about the project is a no; the network, or this machine, proves nothing. */
export function npmAnswer(
  name: string,
  { end, all }: Pick<CommandResult, 'end' | 'all'>,
  packages: number,
): { readonly verdict: Verdict; readonly text: string } {
  if (end.how === 'exit' && end.code === 0) {
    return { verdict: 'go', text: `npm ci installs ${plural(packages, 'package')} of ${name}` };
  }

  const code = /^npm (?:ERR!|error) code (\S+)/m.exec(all)?.[1];
  const lines = all.split('\n').flatMap((line) => /^npm (?:ERR!|error) (?!code )(\S.*)$/.exec(line)?.[1] ?? []);
  const why = lines.find((line) => telling.test(line)) ?? lines[0] ?? endWords(end);
  return code !== undefined && itsOwnFault.has(code)
    ? { verdict: 'no-go', text: `${name} cannot be installed today: ${why}` }
    : { verdict: 'unknown', text: `nobody knows whether ${name} installs today: ${why}` };
}

/** The lock does not fit, there is no such version, it is another file than the lock says, or two cannot be together. */
const itsOwnFault: ReadonlySet<string> = new Set(['EUSAGE', 'ETARGET', 'E404', 'EINTEGRITY', 'ERESOLVE', 'EOVERRIDE']);

const telling = /^(?:Missing:|Invalid:|No matching version|404 |sha\d+-)|integrity checksum failed|unable to resolve/i;

function endWords(end: CommandResult['end']): string {
  switch (end.how) {
    case 'exit':
      return `npm ended with ${end.code} and said nothing`;
    case 'signal':
      return `npm was ended by ${end.signal}`;
    case 'timeout':
      return `npm did not end within ${Math.round(end.afterMs / 1000)} s`;
    case 'aborted':
      return 'it was stopped';
    case 'not-started':
      return /ENOENT/.test(end.error) ? 'there is no npm on this machine' : `npm could not be started: ${end.error}`;
  }
}
