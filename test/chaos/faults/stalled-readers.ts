import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const readers = 200;
const stalledMs = 25_000;

async function residentKib(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 'self'}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

export const stalledReaders: Fault = {
  name: 'stalled-readers',
  does: `${readers} tabs of one visitor, who writes a lot, read nothing any more for ${stalledMs / 1_000} s`,
  holds: 'a relay gives them up with bounded memory, and nobody else waits for them',
  from: 'the fault',
  async strike({ world, swarm, struck, note }) {
    const [writer] = swarm.visitors;
    if (writer === undefined) throw new Error('there is no visitor');
    const others = swarm.visitors.slice(1);
    const tabs = Array.from({ length: readers }, () =>
      swarm.join({ site: writer.site, credential: writer.credential() }),
    );
    // Else their words would fill the engagement.
    for (const tab of tabs) swarm.hush(tab);
    while (tabs.some((tab) => !tab.isUp())) await delay(50);
    const before = await Promise.all(world.nodes.map(({ pid }) => residentKib(pid())));
    for (const tab of tabs) tab.stall();
    struck(others);
    const end = Date.now() + stalledMs;
    let most = 0;
    while (Date.now() < end) {
      if (writer.open() < 10) writer.say('x'.repeat(3_900));
      await delay(120);
      const now = await Promise.all(world.nodes.map(({ pid }) => residentKib(pid())));
      most = Math.max(most, ...now.map((kib, index) => kib - (before[index] ?? 0)));
    }
    note(`a relay grew by ${Math.round(most / 1_024)} MiB at most`);
    struck(others);
    for (const tab of tabs) swarm.leave(tab);
  },
};
