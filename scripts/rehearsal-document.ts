import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Playbook } from '@tillside/rules';
import { readJourneys } from '@tillside/rules/journeys';
import { formatRehearsal, rehearse } from '@tillside/rules/rehearse';
import { ROOT } from './build/paths.ts';

const NEXT = 'examples/playbooks/high-cart-exit.json';
const AGAINST = 'examples/demo-shop/sites/halden.playbook.json';
const JOURNEYS = 'examples/demo-shop/journeys/halden.ndjson';
const CAPACITY = 1;
const CONVERSATIONS = { acceptRate: 0.08, minutes: 9 };

const COMMAND = `pnpm tillside playbook rehearse ${NEXT} \\
  --against ${AGAINST} --journeys ${JOURNEYS} \\
  --capacity ${CAPACITY} --accept-rate ${100 * CONVERSATIONS.acceptRate} --minutes-per-conversation ${CONVERSATIONS.minutes}`;

const readPlaybook = async (path: string): Promise<Playbook> =>
  ({ version: path, ...JSON.parse(await readFile(join(ROOT, path), 'utf8')) }) as Playbook;

/** The text of docs/rehearsal.md: its source with what the command in it prints. */
export async function renderRehearsalDocument(): Promise<string> {
  const source = await readFile(join(ROOT, 'packages/rules/src/rehearse/rehearsal.md'), 'utf8');
  const report = await rehearse({
    next: await readPlaybook(NEXT),
    against: await readPlaybook(AGAINST),
    journeys: readJourneys(createReadStream(join(ROOT, JOURNEYS), 'utf8')),
    capacity: CAPACITY,
    conversations: CONVERSATIONS,
  });
  return source.replace('{{command}}', COMMAND).replace('{{sample}}', () => formatRehearsal(report, 'en'));
}
