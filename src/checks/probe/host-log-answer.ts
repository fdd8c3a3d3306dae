import type { LogFile } from './log-rotated.js';

/** Some bytes of a file on a host, from a position on. */
export interface LogPart {
  readonly dev: number;
  readonly ino: number;
  readonly from: number;
  readonly bytes: number;
  /** Bytes behind them that were not read. */
  readonly left: number;
  /** Of what stands before their end, as `LogPosition` keeps it. */
  readonly tail?: string;
  readonly text: string;
}

/** What the functions about logs in `probe.sh` say. */
export interface LogAnswer {
  /** There is no such file. */
  readonly none: boolean;
  /** Why it could not be read, in words. Raw. */
  readonly error?: string;
  /** Another file is in its place. */
  readonly now?: Pick<LogFile, 'dev' | 'ino'>;
  /** Where it ends. */
  readonly at?: { readonly dev: number; readonly ino: number; readonly size: number; readonly tail?: string };
  readonly beside: readonly LogFile[];
  readonly parts: readonly LogPart[];
}

/** @returns undefined for what is no whole answer: nothing of it may be used */
export function readLogAnswer(text: string): LogAnswer | undefined {
  const lines = text.split('\n');
  const beside: LogFile[] = [];
  const parts: LogPart[] = [];
  let rest: Pick<LogAnswer, 'none' | 'error' | 'now' | 'at'> = { none: false };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [word = '', ...fields] = line.split(' ');
    switch (word) {
      case '':
        break;
      case 'none':
        rest = { ...rest, none: true };
        break;
      case 'error':
        rest = { ...rest, error: fields.join(' ') };
        break;
      case 'now': {
        const [dev, ino] = numbers(fields.slice(0, 2));
        if (dev === undefined || ino === undefined) {
          return undefined;
        }

        rest = { ...rest, now: { dev, ino } };
        break;
      }
      case 'at': {
        const [dev, ino, size] = numbers(fields.slice(0, 3));
        if (dev === undefined || ino === undefined || size === undefined) {
          return undefined;
        }

        rest = { ...rest, at: { dev, ino, size, ...tailIn(fields[3]) } };
        break;
      }
      case 'beside':
        beside.push(...fileIn(line.slice('beside '.length)));
        break;
      case 'part': {
        const end = lines.indexOf('.', index);
        const part = end === -1 ? undefined : partIn(fields, lines.slice(index + 1, end));
        if (part === undefined) {
          return undefined;
        }

        parts.push(part);
        index = end;
        break;
      }
      default:
        return undefined;
    }
  }

  return { ...rest, beside, parts };
}

/** `DEVICE INODE BYTES DATE TIME +0000`, a tabulator, the path; nothing for what cannot be read. */
function fileIn(text: string): readonly LogFile[] {
  const [, dev, ino, size, day, time, fraction = '', path] =
    /^(\d+) (\d+) (\d+) (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(?: \S+)?\t(.+)$/.exec(text) ?? [];
  return path === undefined
    ? []
    : [
        {
          path,
          dev: Number(dev),
          ino: Number(ino),
          size: Number(size),
          mtimeMs: Date.parse(`${day}T${time}Z`) + Number(`0${fraction}`) * 1000,
        },
      ];
}

function partIn(fields: readonly string[], lines: readonly string[]): LogPart | undefined {
  const [dev, ino, from, bytes, left] = numbers(fields.slice(0, 5));
  const body = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  if (
    dev === undefined ||
    ino === undefined ||
    from === undefined ||
    bytes === undefined ||
    left === undefined ||
    !body.every((line) => line.startsWith('='))
  ) {
    return undefined;
  }

  const text = body.map((line) => line.slice(1)).join('\n');
  const ended = body.length > 0 && body.length < lines.length;
  return { dev, ino, from, bytes, left, ...tailIn(fields[5]), text: ended ? `${text}\n` : text };
}

const numbers = (fields: readonly string[]): readonly (number | undefined)[] =>
  fields.map((field) => (/^\d+$/.test(field) ? Number(field) : undefined));

const tailIn = (field: string | undefined): { readonly tail?: string } =>
  field !== undefined && /^[0-9a-f]{64}$/.test(field) ? { tail: field } : {};
