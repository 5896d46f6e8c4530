import { startAnew } from '../fault.ts';
import type { Fault } from '../fault.ts';

export const sqliteKill: Fault = {
  name: 'sqlite-kill',
  does: 'kill -9 of the one relay on SQLite, which is started again once the store was looked into',
  holds: 'nothing that was acknowledged is gone',
  from: 'the new start',
  world: async () => ({ store: 'sqlite' }),
  async strike(scene) {
    await scene.world.nodes[0]?.kill();
    await scene.isAllKept();
    await startAnew(scene);
  },
};
