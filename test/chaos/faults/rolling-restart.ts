import type { Fault } from '../fault.ts';

export const rollingRestart: Fault = {
  name: 'rolling-restart',
  does: 'SIGTERM of one relay after another, each started again before the next',
  holds: 'parties move over when they are asked to, and each relay ends within its 30 s',
  from: 'the fault',
  targetMs: 5_000,
  async strike({ world, swarm, struck, broken, note }) {
    const took: string[] = [];
    for (const node of world.nodes) {
      const itsOwn = swarm.visitors.filter((visitor) => visitor.node() === node.index);
      const from = performance.now();
      const ended = node.drain();
      struck(itsOwn);
      await ended;
      const tookMs = performance.now() - from;
      if (tookMs > 30_000) broken(`a relay took ${Math.round(tookMs)} ms to end`);
      took.push(`${(tookMs / 1_000).toFixed(1)} s`);
      await node.start();
    }
    note(`the relays ended after ${took.join(', ')}`);
  },
};
