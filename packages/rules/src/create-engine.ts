import { createCoreEngine } from './engine.ts';
import type { EngineOptions } from './engine.ts';
import type { EngineState } from './state.ts';
import type { Playbook } from './playbook.ts';
import type { Engine } from './types.ts';
import { whole } from './whole/index.ts';

/**
 * Compiles a playbook into the engine that decides invitations, with everything a playbook can hold.
 * Browsers take `createCoreEngine` of `@tillside/rules/core`, and the extras only where a playbook needs them.
 *
 * @throws Error naming an operator it does not know (a playbook that passed the schema has none).
 */
export const createEngine = (playbook: Playbook, { visitorSeed }: EngineOptions): Engine<EngineState> =>
  createCoreEngine(playbook, visitorSeed, whole);
