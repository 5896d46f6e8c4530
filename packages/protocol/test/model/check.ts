import type { Run } from './run.ts';

/** Everything that is wrong at the end of a run, in words; empty where the promises were kept. */
export function findFaults({ store, people, ledger, relay }: Run): string[] {
  const faults: string[] = [];
  const texts = ['cnv_a', 'cnv_b'].flatMap((conversation) => store.log(conversation).map(({ text }) => text));
  const inLog = new Set(texts);

  if (inLog.size < texts.length)
    faults.push(`doubled: ${texts.filter((text, at) => texts.indexOf(text) < at).join(', ')}`);
  for (const text of ledger.acked) if (!inLog.has(text)) faults.push(`acknowledged and lost: ${text}`);
  for (const text of ledger.refused) if (inLog.has(text)) faults.push(`shown as not sent, but in the log: ${text}`);
  for (const text of ledger.sent.keys()) {
    if (!inLog.has(text) && !ledger.refused.has(text)) faults.push(`neither sent nor shown as not sent: ${text}`);
    if (text.endsWith('!') !== ledger.refused.has(text)) faults.push(`refused or not, wrongly: ${text}`);
  }
  if (ledger.missing > 0) faults.push(`said ${ledger.missing} times that a message may be missing`);

  for (const conversation of ['cnv_a', 'cnv_b']) {
    const last = new Map<string, number>();
    for (const { text, offset, session } of store.log(conversation)) {
      const { page, number } = ledger.sent.get(text)!;
      // What goes on under another session does not know what the store forgot of the one before.
      const sender = store.hasGoneBack() ? `${page} ${session}` : page;
      if (number < (last.get(sender) ?? 0)) faults.push(`out of order: ${text} at ${offset}`);
      last.set(sender, number);
    }
  }

  for (const person of people) {
    if (!person.isUp()) faults.push(`${person.name} has no link`);
    if (person.unacknowledged() > 0)
      faults.push(`${person.name} waits for ${person.unacknowledged()} acknowledgements`);
    for (const address of person.addresses) {
      const log = store.log(address === 'mine' ? `cnv_${person.name}` : address);
      const visible = log.filter(({ kind }) => kind === 'message' || person.party === 'rep');
      const seen = person.view(address);
      const expected = visible.map(({ offset, text }) => `${offset} ${text}`);
      if (seen.join('\n') !== expected.join('\n')) faults.push(`${person.name} sees ${address} differently`);
    }
  }
  // A storm of repetitions keeps every promise and melts the relay.
  if (relay.received() > 200 + 20 * ledger.sent.size) faults.push(`${relay.received()} frames for ${ledger.sent.size}`);
  return faults;
}
