import { openStore } from '@tillside/relay';
import { startTestRelay } from '@tillside/relay/testing';
import { collectOnSignal } from './collect.ts';

/** A relay without rate limits, on the store that DATA_DIR or REDIS_URL names. Prints its port. */
collectOnSignal();
const store = await openStore({
  dataDir: process.env['DATA_DIR'] ?? '',
  redisUrl: process.env['REDIS_URL'] || undefined,
});
const relay = await startTestRelay({
  store,
  emit: (event) => event.level === 'error' && console.error(JSON.stringify(event)),
});
process.stdout.write(`${new URL(relay.url).port}\n`);
