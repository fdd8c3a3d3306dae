import type { HostProblem } from './types.js';

/**
 * What the words of OpenSSH 8 to 10 mean; undefined for words nobody has seen.
 * @param said by ssh on standard error
 * @param login what the login printed, by whomever. Empty where there was none
 * @param byHand the command that does the same by hand: `ssh web1`
 */
export function meaningOf(said: string, login: string, byHand: string): HostProblem | undefined {
  const row = words.find(({ says, by = 'ssh' }) => says.test(by === 'ssh' ? said : login));
  return row && { kind: row.kind, text: row.text, ...(row.hint && { hint: row.hint(byHand) }) };
}

interface Words {
  readonly says: RegExp;
  /** Who says it: ssh (default), or the login instead of doing what it was told. */
  readonly by?: 'ssh' | 'login';
  readonly kind: HostProblem['kind'];
  readonly text: string;
  readonly hint?: (byHand: string) => string;
}

const onceByHand = (byHand: string): string => `log in once by hand: ${byHand}`;

/** The first that fits. */
const words: readonly Words[] = [
  {
    says: /REMOTE HOST IDENTIFICATION HAS CHANGED|host key for .* has changed|Host key for .* has changed/,
    kind: 'refused',
    text: 'its host key is not the one you know',
    hint: () => 'find out why before you trust it; then remove the old one with ssh-keygen -R',
  },
  {
    says: /Host key verification failed|No \S+ host key is known/,
    kind: 'refused',
    text: 'its host key is not known here',
    hint: onceByHand,
  },
  {
    says: /UNPROTECTED PRIVATE KEY FILE|bad permissions/i,
    kind: 'refused',
    text: 'others may read the key file, so ssh does not use it',
    hint: () => 'chmod 600 the key',
  },
  {
    says: /Too many authentication failures/,
    kind: 'refused',
    text: 'too many keys were offered',
    hint: () => 'IdentitiesOnly yes and the right IdentityFile in ~/.ssh/config',
  },
  {
    says: /password (has )?expired|change your password|Password change required/i,
    by: 'login',
    kind: 'refused',
    text: 'the password of the account has expired',
    hint: onceByHand,
  },
  {
    says: /Permission denied \(/,
    kind: 'refused',
    text: 'no key accepted',
    hint: () => 'ssh-add? A key with a passphrase has to be in the agent',
  },
  { says: /Connection refused/, kind: 'unreachable', text: 'connection refused', hint: () => 'is sshd running there?' },
  {
    says: /Could not resolve hostname/,
    kind: 'unreachable',
    text: 'nobody knows this name',
    hint: () => 'a Host line in ~/.ssh/config, or a VPN?',
  },
  {
    says: /timed out|Timeout/i,
    kind: 'unreachable',
    text: 'no answer to the connection in 5 s',
    hint: () => 'is the host up, is the network or a VPN missing?',
  },
  {
    says: /No route to host|Network is (unreachable|down)|Host is down/,
    kind: 'unreachable',
    text: 'no way to this host',
  },
  {
    says: /no matching .* found/i,
    kind: 'unreachable',
    text: 'ssh and its sshd have no common algorithm',
    hint: onceByHand,
  },
  {
    says: /[Bb]ad configuration option|Bad owner or permissions on|terminating, \d+ bad configuration/,
    kind: 'no-ssh',
    text: 'ssh does not take your ~/.ssh/config',
    hint: onceByHand,
  },
  {
    says: /kex_exchange_identification|Connection (closed|reset) by/,
    kind: 'unreachable',
    text: 'it closed the connection before the login',
    hint: () => 'too many logins at once, or a firewall',
  },
  {
    says: /account is (currently )?not available|nologin/i,
    by: 'login',
    kind: 'refused',
    text: 'the account has no login shell (not available)',
    hint: () => 'another user: deploy@host',
  },
];
