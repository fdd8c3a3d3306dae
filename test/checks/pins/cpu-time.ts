/** Milliseconds of processor time since `before`: a busy machine does not make work look slow. */
export const cpuMs = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
