import { toJson } from '@tillside/protocol/client';
import { maskCards } from '@tillside/rules/privacy';
import { publicContext } from '../page/context.ts';
import type { Options } from '../sdk/options.ts';
import type { Link, LinkEvent } from './types.ts';

/** What people write in a frame, by the names of the wire: a message, a rating's comment, a contact's name and answers. */
const WRITTEN = /^(text|comment|answer|name)$/;

/** Seven digits and more, also apart: a card's number that is being typed is none yet, and a rep would see it come. */
const LONG = /\p{N}([^\p{L}\p{N}]{0,8}\p{N}){6,}/gu;

export interface MaskModule {
  /** `queryKeys`: of an address, besides `utm_*`, what the site lets reps and rules see. */
  readonly maskLink: (link: Link, queryKeys: readonly string[], options: Pick<Options, 'locale'>) => Link;
}

/**
 * The link as those see it who send what a visitor wrote: card numbers are hidden before anything is kept or sent, and the event `masked`
 * says so. The visitor's last message counts too, from whichever page or tab: a number may be split over two. Where the visitor is is reduced
 * to what reps may see.
 */
export const maskLink: MaskModule['maskLink'] = (link, queryKeys, options) => {
  let before = '';
  let tell = (_event: LinkEvent): void => undefined;

  return {
    ...link,
    _send(frame) {
      if (frame.conversation !== 'mine') return link._send(frame);
      let hidden = 0;
      const covered: typeof frame = JSON.parse(toJson(frame), (name, part) => {
        if (!WRITTEN.test(name)) return part;
        const { text, masked } = maskCards(String(part), name === 'text' ? before : '');
        hidden += masked;
        if (name === 'text') before = text;
        return text;
      });
      if (hidden) tell({ type: 'masked' });
      return link._send(covered);
    },
    _context: (context) => link._context(publicContext(context, queryKeys, options.locale)),
    _typing: (text) =>
      link._typing(text && maskCards(text, before).text.replace(LONG, (run) => run.replace(/\p{N}/gu, '•'))),
    _listen(onEvent) {
      tell = onEvent;
      link._listen((event) => {
        if (event.type === 'told' && event.frame.type === 'entry.added') {
          const { by, body } = event.frame;
          if (by.kind === 'visitor' && 'text' in body) before = body.text;
        }
        onEvent(event);
      });
    },
  };
};
