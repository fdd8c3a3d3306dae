import type { SectionAnswer } from '../../world/ssh/types.js';

/** What lies under one of the paths that were asked for. */
export type HostContent =
  | { readonly is: 'file'; readonly bytes: Uint8Array; readonly sha256: string; readonly executable: boolean }
  /** The bytes are where it leads. */
  | { readonly is: 'link'; readonly bytes: Uint8Array }
  | { readonly is: 'gone' }
  | { readonly is: 'without-text'; readonly why: string; readonly sha256?: string };

/** In the order asked for; undefined if the answer is not complete. */
export function readContents(answer: SectionAnswer | undefined, count: number): readonly HostContent[] | undefined {
  if (answer?.how !== 'done' || answer.rc !== 0) {
    return undefined;
  }

  const lines = answer.text.split('\n').filter((line) => line !== '');
  const contents: HostContent[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [what = '', number = '', sha256 = ''] = (lines[at] ?? '').split(' ');
    if (what === 'end') {
      return contents.length === count ? contents : undefined;
    }

    const bytes: string[] = [];
    while (lines[at + 1]?.startsWith(': ')) {
      at += 1;
      bytes.push((lines[at] ?? '').slice(2));
    }

    if (Number(number) !== contents.length) {
      return undefined;
    }

    contents.push(contentOf(what, sha256, Buffer.from(bytes.join(''), 'base64')));
  }

  return undefined;
}

function contentOf(what: string, sha256: string, bytes: Uint8Array): HostContent {
  const sum = /^[0-9a-f]{64}$/.test(sha256) ? { sha256 } : {};
  switch (what) {
    case 'f':
    case 'x':
      return { is: 'file', bytes, sha256, executable: what === 'x' };
    case 'l':
      return { is: 'link', bytes };
    case 'gone':
      return { is: 'gone' };
    case 'big':
      return { is: 'without-text', why: 'it is larger than 256 KiB', ...sum };
    case 'rest':
      return { is: 'without-text', why: 'too much differs to read all of it', ...sum };
    default:
      return { is: 'without-text', why: 'it cannot be read' };
  }
}
