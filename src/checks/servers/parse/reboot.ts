import { partialBy, rowsOf } from './rows.js';

/** Why a reboot is pending, in words. @throws Unreadable */
export function readReboot(text: string): { readonly value: readonly string[]; readonly partial?: string } {
  const rows = rowsOf(text);
  const noise = partialBy(rows.filter(([key = '']) => !known.includes(key)).length, rows.length);
  const all = (key: string): readonly string[] => rows.filter(([word]) => word === key).map(([, value = '']) => value);
  const tools = [...toolWords('needs-restarting', '1', all), ...toolWords('zypper', '102', all)];
  const unclear = tools.find((tool) => tool.unclear);
  const packages = all('for').slice(0, 5);
  return {
    value: [
      ...newerKernel(all('running')[0] ?? '', all('kernel')),
      ...all('file').map((file) => `${file} is there${packages.length > 0 ? `, for ${packages.join(', ')}` : ''}`),
      ...tools.filter((tool) => tool.says).map(({ name }) => `${name} says so`),
    ],
    ...noise,
    ...(unclear !== undefined && { partial: `${unclear.name} could not say` }),
  };
}

const known: readonly string[] = ['running', 'kernel', 'file', 'for', 'needs-restarting', 'zypper'];

/** Exit statuses: needs-restarting(1) 1, zypper(8) 102: a reboot is needed; 0: it is not. */
const toolWords = (name: string, yes: string, all: (key: string) => readonly string[]) =>
  all(name).map((status) => ({ name, says: status === yes, unclear: status !== yes && status !== '0' }));

/**
 * A kernel that is installed, sorts after the one that runs, and is of the same flavour (`amd64`, `cloud-amd64`). Where the
 * one that runs is not among them, as in a container, nothing follows.
 */
function newerKernel(running: string, sortedKernels: readonly string[]): readonly string[] {
  const alike = sortedKernels.filter((kernel) => flavour(kernel) === flavour(running));
  const newest = alike.at(-1);
  return newest !== undefined && newest !== running && alike.includes(running)
    ? [`kernel ${newest} is installed, ${running} runs`]
    : [];
}

const flavour = (kernel: string): string =>
  kernel.includes('rescue') ? 'rescue' : (/(?:-[a-z][a-z0-9]*)+$/.exec(kernel)?.[0] ?? /\+.*$/.exec(kernel)?.[0] ?? '');
