import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';

const script = defineScript('revoke-sign-ins');

/** Ends every sign-in of a rep, those included that are written meanwhile. The first round only learns which there are. */
export async function revokeSignIns(link: Link, rep: string): Promise<void> {
  let known: readonly string[] = [];
  do {
    const reply = await script(link, [keys.signInsOf(rep), ...known.map(keys.signIn)], [rep, ...known]);
    known = asList(reply).map(asText);
  } while (known.length > 0);
}
