import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** Linux counts in hundredths of a second. */
const tickMs = 10;

/** CPU time a process has used, milliseconds. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** CPU time the whole machine has used, and what others on the same iron took from it, milliseconds. */
function machineMs(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields.map(Number);
  return (user + nice + system + irq + softirq + steal) * tickMs;
}

export interface CpuUsed {
  /** By the servers under test, milliseconds. */
  readonly serversMs: number;
  /** By everybody but them and this process, as a share of all cores. */
  readonly others: number;
}

/** Starts to count; the returned function tells what was used since. */
export function countCpu(servers: readonly number[]): () => CpuUsed {
  const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuMsOf(pid), 0);
  const from = { at: performance.now(), servers: sum(servers), own: cpuMsOf(process.pid), machine: machineMs() };
  return () => {
    const serversMs = sum(servers) - from.servers;
    const ownMs = cpuMsOf(process.pid) - from.own;
    const capacityMs = (performance.now() - from.at) * cpus().length;
    return { serversMs, others: Math.max(0, machineMs() - from.machine - serversMs - ownMs) / capacityMs };
  };
}

const lookMs = 1_000;
const patienceMs = 40_000;

/** Waits until others use less than this share of the machine, but not for ever. */
export async function untilQuiet(below: number): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const used = countCpu([]);
    await delay(lookMs);
    if (used().others < below || performance.now() > giveUpAt) return;
  }
}
