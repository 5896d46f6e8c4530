import type { GrantRequest, GrantResult, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { joinFields } from '../script/fields.ts';
import { asList, asNumber, unexpected } from '../script/reply.ts';

const script = defineScript('take-grant', ['grants']);

/** Counts an invitation under way. */
export async function takeGrant(
  link: Link,
  team: string,
  { grant, site, conversation, livesMs, most, value }: GrantRequest,
  nowMs: NowMs,
): Promise<GrantResult> {
  const fields = joinFields(site, conversation, value ?? '');
  const reply = await script(link, [keys.grants(team)], [grant, String(livesMs), String(most), fields], nowMs);
  const [kind, live] = asList(reply);
  if (kind === 'taken' || kind === 'full') return { kind, live: asNumber(live) };
  throw unexpected('whether a grant was taken', reply);
}
