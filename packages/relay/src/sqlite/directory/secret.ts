import { randomBytes } from 'node:crypto';
import type { DirectoryPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

const secretBytes = 32;

export function createSecret(engine: Engine): DirectoryPort['secret'] {
  const make = engine.query("INSERT OR IGNORE INTO meta VALUES ('secret', ?)");
  const find = engine.query<{ value: string }>("SELECT value FROM meta WHERE name = 'secret'");
  return async () => {
    const found = await engine.read(() => find.get());
    if (found !== undefined) return found.value;
    return engine.write(() => {
      make.run(randomBytes(secretBytes).toString('hex'));
      const made = find.get();
      if (made === undefined) throw new Error('The secret was written and is not there.');
      return made.value;
    });
  };
}
