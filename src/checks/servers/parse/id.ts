import { Unreadable } from './part.js';
import { rowsOf, wholeNumber } from './rows.js';

export interface HostId {
  readonly os: string;
  readonly kernel: string;
  readonly user?: string;
  readonly uid: number;
  readonly now: number;
  readonly booted?: number;
}

/** Who and when a host is. @throws Unreadable */
export function readId(text: string): { readonly value: HostId } {
  const said = new Map(rowsOf(text).map(([key = '', value = '']) => [key, value.slice(0, maxWord)]));
  const uid = wholeNumber(said.get('uid'));
  const now = wholeNumber(said.get('now'));
  const booted = wholeNumber(said.get('booted'));
  const kernel = said.get('kernel') ?? '';
  const user = said.get('user') ?? '';
  if (uid === undefined || now === undefined || kernel === '') {
    throw new Unreadable('the host did not say what it is');
  }

  return {
    value: {
      os: `${unquoted(said.get('os') ?? 'linux')} ${unquoted(said.get('version') ?? '')}`.trim(),
      kernel,
      uid,
      now,
      ...(user !== '' && { user }),
      ...(booted !== undefined && { booted }),
    },
  };
}

const maxWord = 200;

/** Values of os-release(5) are shell words. */
const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
