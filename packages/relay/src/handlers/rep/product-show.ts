import type { Product, RepFrames } from '@tillside/protocol';
import { originOf } from '../../core/origin.ts';
import { acknowledge, refuse } from '../answer.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, RepParty, World } from '../types.ts';
import { appendByRep } from './entry.ts';
import { noteReply } from './note-reply.ts';

/** What of the product is not the shop's own: a rep's console must not be a way to put a foreign address before a shopper. */
function foreignPart({ url, image }: Product, site: string, world: World): 'url' | 'image' | undefined {
  const origins = world.directory().site(site)?.origins ?? [];
  const isOwn = (address: string) => origins.includes(originOf(address) ?? '');
  if (!isOwn(url)) return 'url';
  return image === undefined || isOwn(image) ? undefined : 'image';
}

/** Shows a product of the shop. */
export const productShow: Handler<RepFrames['product.show'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { conversation, epoch, claim } = frame;
  const body = JSON.stringify(frame.body);
  const written = await appendByRep(frame, party, world, (site) => {
    const foreign = foreignPart(frame.body, site, world);
    if (foreign !== undefined) {
      refuseSequenced(party, frame, 'denied', `${foreign} is at none of the site's origins`);
      return undefined;
    }
    return { kind: 'product', body, sent: body, assignment: { epoch, claim } };
  });
  if (written === undefined) return undefined;
  touchSoon(written.site, conversation, world);
  await noteReply(conversation, { epoch, offset: written.appended.offset }, party, world);
  return acknowledge(party, frame, written.appended.offset);
};
