import { createHash } from 'node:crypto';

/** SHA-256 of a file's bytes as lower-case hex: what the audit log names a checklist by. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
