import type { DirectoryPort } from '../../ports/index.ts';
import type { Announce } from '../engine/bells.ts';
import type { Engine } from '../engine/engine.ts';
import { createContent } from './content.ts';
import { createSecret } from './secret.ts';
import { createSignIns } from './sign-ins.ts';
import { createThrottle } from './throttle.ts';
import { createTickets } from './tickets.ts';

export function createDirectory(engine: Engine, announce: Announce): DirectoryPort {
  return {
    ...createContent(engine, announce),
    ...createSignIns(engine, announce),
    ...createTickets(engine),
    ...createThrottle(engine),
    secret: createSecret(engine),
  };
}
