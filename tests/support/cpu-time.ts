/** Milliseconds of processor time since this process began: what work costs, whatever else the machine does meanwhile. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
