/** A shell script as text: rolldown and vitest bring its file, so that it can be linted and run by itself, too. */
declare module '*.sh' {
  const script: string;
  export default script;
}
