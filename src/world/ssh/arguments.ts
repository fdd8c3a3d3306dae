/**
 * The command line of one connection. The operator's own `~/.ssh/config` applies; what is set here keeps ssh from asking,
 * from waiting for ever and from doing more than running one command. Host keys are never accepted here.
 * @param host as the checklist allows it: `web1`, `deploy@web1:2222`, `[::1]:22`
 * @param seconds how long the host's own end may take
 * @param tag begins the last line of the host's answer: `TAG 0`; a word without special characters
 */
export const sshCommand = (host: string, seconds: number, tag: string): readonly [string, ...string[]] => [
  ...sshTo(host),
  remoteCommand(seconds, tag),
];

/** The same without what is run there. */
export const sshTo = (host: string): readonly [string, ...string[]] => [
  'ssh',
  ...['-T', '-a', '-x'],
  ...options.flatMap((option) => ['-o', option]),
  ...destination(host),
];

const options = [
  'BatchMode=yes',
  'ConnectTimeout=5',
  'ServerAliveInterval=5',
  'ServerAliveCountMax=3',
  'ClearAllForwardings=yes',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'LogLevel=ERROR',
] as const;

/** ssh takes no `:port` and no brackets; after `--` nothing is an option. */
function destination(host: string): readonly string[] {
  const [, user = '', bracketed, named = '', port] = /^([^@]*@)?(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(host) ?? [];
  return [...(port === undefined ? [] : ['-p', port]), '--', `${user}${bracketed ?? named}`];
}

/**
 * Read by whatever login shell there is, csh and fish too: hence one pair of single quotes with nothing special in them.
 * The time limit is the host's own: ending ssh here does not end a command there. `-k` is tried first, because old
 * BusyBox has none, and old macOS has no timeout at all. The last line says how the host's shell ended, since ssh itself
 * says 255 for a broken connection, for an exit with 255 and for a shell that a signal ended.
 */
const remoteCommand = (seconds: number, tag: string): string =>
  `env LC_ALL=C sh -c 'for t in "timeout -k 2 ${seconds}" "timeout ${seconds}" ""; do $t true 2>/dev/null && break; done; $t sh -s; r=$?; echo; echo ${tag} $r'`;
