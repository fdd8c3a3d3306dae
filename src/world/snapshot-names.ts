import { sha256 } from '../audit/record.js';

/**
 * A name for a file or directory, for any text: different texts have different names, also where the file system knows no
 * capitals. Never `.`, `..` or hidden, and not too long.
 */
export function fileName(text: string): string {
  const name = [...Buffer.from(text)].map((byte, index) =>
    isSafe(byte, index) ? String.fromCharCode(byte) : hex(byte),
  );
  const whole = name.join('');
  // A tilde is nowhere else.
  return whole.length <= maxLength && whole !== '' ? whole : `${whole.slice(0, 80)}~${sha256(Buffer.from(text))}`;
}

/** ext4, APFS and their like take 255 bytes. */
const maxLength = 160;

const isSafe = (byte: number, index: number): boolean =>
  /[a-z0-9_-]/.test(String.fromCharCode(byte)) || (byte === 0x2e && index > 0);

const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;
