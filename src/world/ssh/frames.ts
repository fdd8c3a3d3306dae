import type { SectionAnswer } from './types.js';

export type DoneSection = Extract<SectionAnswer, { how: 'done' }>;

/** Reads a host's answer while it comes. */
export interface FrameReader {
  readonly add: (chunk: Buffer) => void;
  /** The host's shell runs what was sent. */
  readonly hello: () => boolean;
  /** The stream is complete. */
  readonly bye: () => boolean;
  /** What came before the first frame, clipped: the noise of a login, or why there is none. Raw. */
  readonly before: () => string;
  /** Bytes so far, noise included. */
  readonly bytes: () => number;
}

/**
 * A frame is a line `NONCE WORD …` with an empty line before it. What stands between frames, where no section is open, is
 * the noise of a login shell and is left out. What a section prints cannot look like a frame, as it does not know the
 * nonce; and a frame out of order makes nothing complete.
 * @param onSection called with the number of each section as soon as it is complete
 */
export function readFrames(nonce: string, onSection: (number: number, answer: DoneSection) => void): FrameReader {
  const marker = Buffer.from(`\n${nonce} `);
  let state: State = { at: 'login' };
  let body: Buffer[] = [];
  let carry: Buffer = Buffer.alloc(0);
  let before = '';
  let bytes = 0;
  let [hello, bye] = [false, false];

  const take = (): string => {
    const text = Buffer.concat(body).toString('utf8');
    body = [];
    return text;
  };

  const frame = (line: string): void => {
    const text = take();
    const next = after(state, line, text);
    if (state.at === 'login') {
      before = text;
      hello = next.at !== 'login';
    }
    if (next.at === 'between' && next.done !== undefined) {
      onSection(next.done.number, next.done.answer);
    }
    bye ||= next.at === 'bye';
    state = next;
  };

  const keep = (part: Buffer): void => {
    const isKept = state.at === 'section' || state.at === 'errors';
    if (isKept || (state.at === 'login' && size(body) < noiseKept)) {
      body.push(Buffer.from(part));
    }
  };

  const add = (chunk: Buffer): void => {
    bytes += chunk.length;
    carry = Buffer.concat([carry, chunk]);
    for (let found = true; found; ) {
      const { text, line, rest } = cutFrame(carry, marker);
      keep(text);
      carry = rest;
      found = line !== undefined;
      if (line !== undefined) {
        frame(line);
      }
    }
  };

  const noise = (): string => (state.at === 'login' ? Buffer.concat([...body, carry]).toString('utf8') : before);
  return { add, hello: () => hello, bye: () => bye, before: () => noise().slice(0, noiseKept), bytes: () => bytes };
}

const longestFrame = 200;
const noiseKept = 2000;

/** `text` is no part of a frame; `rest` may be one when more has come, or hold others where there is a `line`. */
function cutFrame(
  data: Buffer,
  marker: Buffer,
): { readonly text: Buffer; readonly line?: string; readonly rest: Buffer } {
  const start = data.indexOf(marker);
  const end = start < 0 ? -1 : data.indexOf('\n', start + marker.length);
  if (start < 0 || (end < 0 && data.length - start > longestFrame)) {
    const known = Math.max(0, data.length - marker.length + 1);
    return { text: data.subarray(0, known), rest: data.subarray(known) };
  }

  const text = data.subarray(0, start);
  return end < 0
    ? { text, rest: data.subarray(start) }
    : { text, line: data.toString('latin1', start + marker.length, end), rest: data.subarray(end + 1) };
}

type State =
  | { readonly at: 'login' | 'bye' }
  | { readonly at: 'between'; readonly done?: { readonly number: number; readonly answer: DoneSection } }
  | { readonly at: 'section'; readonly number: number }
  | { readonly at: 'errors'; readonly number: number; readonly rc: number; readonly text: string };

/** @param text what came since the last frame */
function after(state: State, line: string, text: string): State {
  const [word, first = '', second = ''] = line.split(' ');
  const number = Number(first);
  if (state.at === 'login') {
    return word === 'HELLO' && number === 1 ? { at: 'between' } : state;
  }

  if (state.at === 'between' && word === 'BEGIN') {
    return { at: 'section', number };
  }

  if (state.at === 'section' && word === 'END' && number === state.number && /^\d{1,3}$/.test(second)) {
    return { at: 'errors', number, rc: Number(second), text };
  }

  if (state.at === 'errors' && word === 'DONE' && number === state.number) {
    return {
      at: 'between',
      done: { number, answer: { how: 'done', rc: state.rc, text: state.text, err: text.trim() } },
    };
  }

  return state.at === 'between' && word === 'BYE' ? { at: 'bye' } : { at: state.at === 'bye' ? 'bye' : 'between' };
}

const size = (parts: readonly Buffer[]): number => parts.reduce((sum, part) => sum + part.length, 0);
