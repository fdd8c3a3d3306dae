import { z } from '../checklist/zod.js';

/** A full commit or tree id as git writes it, SHA-1 or SHA-256, in an answer that somebody else gave. */
export const commitId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'is not a full commit id');
