import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** One file or link of an archive. */
export interface TarEntry {
  /** As written, without a slash at its end; UTF-8 with replacement. */
  readonly path: string;
  /** SHA-256 of a file's content, hex. */
  readonly sha256?: string;
  /** Where a link leads. */
  readonly link?: string;
  readonly executable: boolean;
}

/**
 * The files and links of a tar archive as git writes it (pax, POSIX.1-2001), hashed while it is read: nothing of it is
 * unpacked, and little of it is in memory.
 * @throws Error in words if it is no such archive
 */
export async function readTar(file: string): Promise<readonly TarEntry[]> {
  const handle = await open(file, 'r');
  try {
    return await entriesOf(handle);
  } finally {
    await handle.close();
  }
}

const block = 512;

async function entriesOf(handle: FileHandle): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  let pax: Readonly<Record<string, string>> = {};
  let at = 0;
  for (;;) {
    const header = await bytesAt(handle, at, block);
    at += block;
    if (header.every((byte) => byte === 0)) {
      return entries;
    }

    const size = pax['size'] === undefined ? octal(header, 124, 12) : Number(pax['size']);
    const type = String.fromCharCode(header[156] ?? 0);
    const next = at + Math.ceil(size / block) * block;
    if (type === 'x') {
      pax = recordsOf(await bytesAt(handle, at, size));
    } else if (type !== 'g') {
      entries.push(...(await entryOf(handle, { header, type, pax, at, size })));
      pax = {};
    }

    at = next;
  }
}

interface Place {
  readonly header: Uint8Array;
  readonly type: string;
  readonly pax: Readonly<Record<string, string>>;
  readonly at: number;
  readonly size: number;
}

async function entryOf(handle: FileHandle, { header, type, pax, at, size }: Place): Promise<readonly TarEntry[]> {
  const prefix = text(header, 345, 155);
  const name = text(header, 0, 100);
  const path = pax['path'] ?? (prefix === '' ? name : `${prefix}/${name}`);
  if (type === '2') {
    return [{ path, link: pax['linkpath'] ?? text(header, 157, 100), executable: false }];
  }

  if (type !== '0' && type !== '\0') {
    return [];
  }

  const hash = createHash('sha256');
  const step = 1024 * 1024;
  for (let done = 0; done < size; done += step) {
    hash.update(await bytesAt(handle, at + done, Math.min(step, size - done)));
  }

  return [{ path, sha256: hash.digest('hex'), executable: (octal(header, 100, 8) & 0o100) !== 0 }];
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  if (bytesRead !== length) {
    throw new Error('the archive ends in the middle');
  }

  return buffer;
}

const text = (header: Uint8Array, at: number, length: number): string => {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
};

function octal(header: Uint8Array, at: number, length: number): number {
  const digits = text(header, at, length).trim();
  if (!/^[0-7]+$/.test(digits)) {
    throw new Error('the archive is not one that git writes');
  }

  return Number.parseInt(digits, 8);
}

/** `27 path=a/very/long/name` and a line break; the number counts the whole record in bytes. */
function recordsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const records: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(new TextDecoder().decode(bytes.subarray(at, space)));
    if (space < 0 || !Number.isInteger(length) || length <= 0) {
      throw new Error('the archive is not one that git writes');
    }

    const [, key = '', value = ''] =
      /^([^=]*)=([\s\S]*)\n$/.exec(new TextDecoder().decode(bytes.subarray(space + 1, at + length))) ?? [];
    records[key] = value;
    at += length;
  }

  return records;
}
