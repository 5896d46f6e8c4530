import type { Rule } from '@tillside/rules';
import { ask } from '../rules/ask.ts';
import type { TalkHost } from '../talk/talk.ts';

/**
 * Shows the round button on pages where the playbook's condition for it holds as the page comes, and while a conversation goes on. The function
 * that comes back looks whether it is another page.
 */
export function showByRule(host: TalkHost): () => void {
  const { _launcher: button, _options: options, _playbook: playbook, _store: store, _context: context } = host;
  const { launcher } = playbook;
  let since: number | undefined;
  return () => {
    if (!launcher || !options.launcher || context().since === since) return;
    since = context().since;
    const rule: Rule = { id: '', name: '', on: [], when: launcher.when, invite: { text: {} } };
    button.hidden = !store._raw('chat') && !ask(host._rules, playbook, rule, host._extras).decisions[0];
  };
}
