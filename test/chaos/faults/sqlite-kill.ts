import type { Fault } from '../fault.ts';

export const sqliteKill: Fault = {
  name: 'sqlite-kill',
  does: 'kill -9 of the one relay on SQLite, which is started again at once',
  holds: 'nothing that was acknowledged is gone',
  from: 'the fault',
  world: async () => ({ store: 'sqlite' }),
  async strike({ world, struck, isAllKept }) {
    const [node] = world.nodes;
    await node?.kill();
    struck();
    await isAllKept();
    await node?.start();
  },
};
