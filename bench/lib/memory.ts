import { readFileSync } from 'node:fs';

/** Memory that a process holds now, bytes: Linux counts it in pages of its own. */
export function memoryOf(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
