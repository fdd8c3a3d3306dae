import { type ChangedFile, type ChangedPart, changedPart } from './names-part.js';
import { sourceLines } from './names-text.js';

/** A line that changes how something is stored. Texts are raw. */
export interface FormatChange {
  readonly path: string;
  /** From 1, in the release. */
  readonly line: number;
  readonly text: string;
  /** What is stored: the attribute, the field, the member of an enumeration. */
  readonly what: string;
}

/**
 * Lines added, and not also removed somewhere in the release, that change a stored format: what was stored before is still
 * there in the old one. A file that is wholly new has stored nothing yet, unless it took the place of another.
 * @param replaced paths of new files that define what another file defined before
 */
export function formatChanges(files: readonly ChangedFile[], replaced: ReadonlySet<string>): readonly FormatChange[] {
  const parts = files.map((file) => ({ file, part: changedPart(file) }));
  const gone = new Set(parts.flatMap(({ part }) => trimmed(part.before).filter(mayBeFormat)));
  return parts
    .filter(({ file: { path, before } }) => before !== undefined || replaced.has(path))
    .flatMap(({ file, part }) => changesIn(file, part, gone));
}

const trimmed = (text: string): readonly string[] => (text === '' ? [] : text.split('\n').map((line) => line.trim()));

/** Nearly no line is one of those; what is looked at once is not looked at with each pattern. */
const mayBeFormat = (line: string): boolean => line.length < 1000 && /[:=>@$(]/.test(line);

function changesIn(
  { path, before = '' }: ChangedFile,
  part: ChangedPart,
  gone: ReadonlySet<string>,
): readonly FormatChange[] {
  const had = new Set(trimmed(part.before));
  // `Enum.map` of Elixir makes no enumeration.
  const isEnumeration = /(?:Enum|enum|Choices)\b/.test(before) && !/\.exs?$/.test(path);
  const members = isEnumeration ? membersOf(part.before) : new Map<string, string>();
  return sourceLines(part.after).flatMap((line, index): readonly FormatChange[] => {
    const text = line.trim();
    if (!mayBeFormat(text) || had.has(text) || gone.has(text) || /^(?:#|\/\/|\*)/.test(text)) {
      return [];
    }

    const format = formats.map((one) => one.exec(text)?.groups?.['what']).find((what) => what !== undefined);
    const [, name = '', value = ''] = members.size === 0 ? [] : (member.exec(line) ?? []);
    const old = members.get(name);
    const what = format ?? (old !== undefined && old !== value ? name : undefined);
    return what === undefined ? [] : [{ path, line: part.above + index + 1, text, what }];
  });
}

const formats: readonly RegExp[] = [
  /^(?:serialize|store|store_accessor)\s*\(?\s*:(?<what>\w+)/,
  /^attribute\s*\(?\s*:(?<what>\w+),\s*(?::(?:json|jsonb|encrypted)\b|[A-Z])/,
  /^enum\s*\(?\s*:?(?<what>\w+)/,
  /^(?:belongs_to|references)\s*\(?\s*:(?<what>\w+).*\bpolymorphic:\s*true/,
  /^encrypts\s*\(?\s*:(?<what>\w+)/,
  /^(?<what>\w+)\s*=\s*(?:\w+\.)*(?:\w*JSONField|PickledObjectField|PickleType|JSONB?|HStoreField)\b(?!\.)/,
  /^(?<what>\w+)\s*(?::[^=]{1,80})?=\s*(?:\w+\.)*(?:mapped_column|Column)\(\s*(?:\w+\.)*(?:JSONB?|PickleType)\b/,
  /^["']?(?<what>polymorphic_(?:on|identity))["']?\s*[:=]/,
  /^(?:protected\s+)?(?:\$casts|function\s+(?<what>casts))\b/,
  /^['"](?<what>\w+)['"]\s*=>\s*['"](?:array|json|object|collection|encrypted(?::\w+)?)['"]/,
  /(?:#\[ORM\\|@ORM\\|@)(?<what>Discriminator(?:Map|Column|Value))\b/,
  /\b(?:simple-json|jsonb?)['"]\s*\}?\s*\)\s*(?<what>\w+)?/,
];

/** Members of enumerations and choices: what is stored is their value. `label="…"` is an argument, or markup. */
const member = /^\s+(?:case\s+)?([A-Za-z]\w{0,80})\s+=\s+((?:['"][^'"]{0,200}['"]|\d+)[^;]{0,200}?)[,;]?\s*$/;

const membersOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    sourceLines(text).flatMap((line): readonly (readonly [string, string])[] => {
      const [, name, value] = member.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
