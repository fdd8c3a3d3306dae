import frame from './frame.sh';
import { quoteWord } from './quote.js';
import type { SectionRequest } from './types.js';

/**
 * What goes to the shell of a host, as text: the frame, each script once, a function a section, numbered from 1. Only the
 * last line runs anything, so that an upload that is cut does nothing.
 * @param nonce nothing else on the stream may begin a line with it
 * @param seconds how long all of it may take
 */
export function uploadFor(sections: readonly SectionRequest[], nonce: string, seconds: number): string {
  const scripts = [...new Set(sections.map(({ script }) => script))];
  const loads = scripts.map((script, index) => `shipit_load_${index + 1}() {\n:\n${script}\n}\n`);
  const asks = sections.map(
    (section, index) => `shipit_ask_${index + 1}() { ${askFor(section, scripts.indexOf(section.script) + 1)} ; }\n`,
  );
  const runs = sections.map((_, index) => `shipit_section ${index + 1} shipit_ask_${index + 1}\n`);
  const main = `shipit_main() {\n[ "$3" = whole ] || exit 3\nshipit_start "$1" "$2"\n${runs.join('')}shipit_end\n}\n`;
  return [frame, ...loads, ...asks, main, `shipit_main ${quoteWord(nonce)} ${seconds} whole\n`].join('');
}

/** Within its own subshell: the script's functions, the section's environment, then the call. */
function askFor({ call, env = {} }: SectionRequest, load: number): string {
  const exported = Object.entries(env).map(([name, value]) => `export ${variable(name)}=${quoteWord(value)}; `);
  return `shipit_load_${load}; ${exported.join('')}${call.map(quoteWord).join(' ')}`;
}

function variable(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error(`${JSON.stringify(name)} is no name of an environment variable`);
  }

  return name;
}
