import type { KindGrammar } from '../checklist/grammar.js';
import { checklistJsonSchema } from '../checklist/json-schema.js';
import { exitCodes } from '../errors.js';

export interface SchemaContext {
  readonly kinds: readonly KindGrammar[];
  readonly stdout: (text: string) => void;
}

/** Prints the JSON Schema of the checklist grammar, for editors. */
export async function schema({ kinds, stdout }: SchemaContext): Promise<number> {
  stdout(`${JSON.stringify(checklistJsonSchema(kinds), null, 2)}\n`);
  return exitCodes.ok;
}
