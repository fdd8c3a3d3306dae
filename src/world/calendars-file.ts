import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { maxCalendarBytes, tooLarge } from '../calendar/ics-lines.js';
import { errorCode } from '../errors.js';
import type { CalendarSource, CalendarsPlace } from './calendars-types.js';

/** The bytes of a calendar in a file, or why not. Never waits for a FIFO, and never reads more than a calendar may have. */
export async function calendarFile(
  address: string,
  { root, home }: Pick<CalendarsPlace, 'root' | 'home'>,
): Promise<CalendarSource> {
  const path = address.startsWith('~/') ? resolve(home, address.slice(2)) : resolve(root, address);
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) {
      return { why: 'is no file' };
    }

    if (stat.size > maxCalendarBytes) {
      return { why: tooLarge };
    }

    return { bytes: await file.readFile() };
  } catch (error) {
    return { why: whyNot(error) };
  } finally {
    await file?.close();
  }
}

function whyNot(error: unknown): string {
  const code = errorCode(error) || String(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by you';
    case 'EISDIR':
    case 'ENXIO':
      return 'is no file';
    default:
      return `cannot be read (${code})`;
  }
}
