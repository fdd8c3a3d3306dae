import { type Definition, deepest, defined, inJobs, inOtherRows, inRows, type Spotted } from './names-definition.js';
import { indentOf, joined, sourceLines } from './names-text.js';

/** Classes of a Ruby file with the modules around them, by how they are indented and by their `end`. */
export function rubyDefinitions(path: string, text: string): readonly Definition[] {
  const lines = withoutHeredocs(sourceLines(text));
  const spotted: Spotted[] = [];
  const around: { readonly name: string; readonly indent: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (!telling.test(line)) {
      continue;
    }

    const indent = indentOf(line);
    while (startsScope.test(line) && (around.at(-1)?.indent ?? 0) > indent) {
      around.pop();
    }

    let opened = 0;
    const whole = goesOn.test(line) ? joined(lines, at, (text) => !goesOn.test(text), '#').replaceAll('\\', ' ') : line;
    for (const statement of whole.split(';')) {
      const [, word, name, base] = scope.exec(statement) ?? [];
      const [, made, parent] = assigned.exec(statement) ?? [];
      if (name !== undefined && around.length < deepest) {
        around.push({ name: name.replace(/^::/, ''), indent });
        opened += 1;
      }

      if (word === 'class' || made !== undefined) {
        const full = [...around.map((one) => one.name), ...(made === undefined ? [] : [made])].join('::');
        const its = base ?? parent;
        spotted.push({ name: full, at, ...(its === undefined ? {} : { base: its.replace(/^::/, '') }) });
      }

      const closes = /(?:^|\s)end\s*(?:#.*)?$/.test(statement);
      if (closes && (opened > 0 || (/^\s*end\b/.test(statement) && around.at(-1)?.indent === indent))) {
        around.pop();
        opened -= 1;
      }
    }
  }
  const parents = new Set(spotted.map(({ base }) => base));
  return defined(path, lines, spotted, (one, body) => storedAs(path, one, body, parents));
}

/** All other lines say nothing about what is defined. */
const telling = /class|module|Class\.new|(?:^|\s)end\b/;
const startsScope = /^\s*(?:class|module)\s+[A-Z:]/;
/** What comes after `<` may stand on the next line. */
const goesOn = /^\s*class\s[^#;]*[<\\]\s*(?:#.*)?$|\bClass\.new\s*\(\s*(?:#.*)?$/;
const scope = /^\s*(class|module)\s+((?:::)?[A-Z]\w*(?:::[A-Z]\w*)*)(?:\s*<\s*((?:::)?[A-Z][\w:]*))?/;
const assigned = /^\s*([A-Z]\w*)\s*=\s*Class\.new\s*\(\s*((?:::)?[A-Z][\w:]*)\s*(?:\)|$)/;

/** Text inside a heredoc, and after `__END__`, is no Ruby. */
function withoutHeredocs(lines: readonly string[]): readonly string[] {
  let until: string | undefined;
  return lines.map((line) => {
    if (until !== undefined) {
      until = line.trim() === until ? undefined : until;
      return '';
    }

    until = /^=begin\b/.test(line)
      ? '=end'
      : line === '__END__'
        ? '\0'
        : line.includes('<<')
          ? /<<[~-]?(['"]?)([A-Z]\w*)\1/.exec(line.replace(/class\s*<<.*/, ''))?.[2]
          : undefined;
    return /^\s*#|^=begin|^__END__/.test(line) ? '' : line;
  });
}

function storedAs(
  path: string,
  { name, base = '' }: Spotted,
  body: string,
  parents: ReadonlySet<string | undefined>,
): string | undefined {
  if (isNever.test(path) || /(?:Error|Exception|Controller)$/.test(`${name} ${base}`)) {
    return undefined;
  }

  if (
    /(?:^|\/)(?:jobs|workers|mailers)\//.test(path) ||
    /(?:Job|Worker|Mailer)(?:::Base)?$/.test(base) ||
    isJob.test(body)
  ) {
    return inJobs;
  }

  if (/(?:^|\/)channels\//.test(path)) {
    return 'open connections may hold its name';
  }

  if (holdsRows.test(body)) {
    return inOtherRows;
  }

  const isRoot = base === '' || roots.test(base);
  return !isRoot || parents.has(name) ? inRows : undefined;
}

/** Nothing of what Rails keeps there is ever stored by its name. */
const isNever =
  /(?:^|\/)(?:controllers|helpers|views|components|policies|presenters|decorators|serializers|validators|graphql|inputs)\//;
const isJob = /^[ \t]*include\s+(?:Sidekiq::(?:Worker|Job)|Sneakers::Worker|Shoryuken::Worker|GoodJob::)/m;
/** What makes rows of another table name the class: polymorphic associations, and gems that have some. */
const holdsRows =
  /\bhas_(?:many|one)\b[^\n]*\bas:|^[ \t]*(?:has_(?:one|many)_attached|has_rich_text|has_paper_trail|audited|acts_as_\w+)\b/m;
const roots =
  /^(?:ApplicationRecord|ActiveRecord::Base|\w+Record|Object|BasicObject|Struct|OpenStruct|Data|Hash|Array|String|Module|Class|Set|SimpleDelegator|Delegator|Action\w*::\S*|Active(?:Model|Support|Storage|Interaction)::\S*|ApplicationHelper|Rails::\S*|Thor|Dry::\S*|(?:Minitest|Test|RSpec)::\S*)$/;
