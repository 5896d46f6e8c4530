import { isFullScreen } from '../full-screen.ts';
import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import css from './guide.css?inline';
import { drawRing } from './ring.ts';
import { findTargets } from './targets.ts';
import type { Guide } from './types.ts';

export function createPart(kit: Kit): Guide {
  setKit(kit);
  const ids = new WeakMap<Element, string>();
  /** What the last list named. */
  const named = new Map<string, WeakRef<Element>>();
  let count = 0;
  let hide: (() => void) | undefined;

  return {
    _targets() {
      named.clear();
      return findTargets((it) => {
        const id = ids.get(it) ?? `t${++count}`;
        ids.set(it, id);
        named.set(id, new WeakRef(it));
        return id;
      });
    },
    _show(ctx, { offset, body: { target, name } }, onShown) {
      hide?.();
      const it = named.get(target)?.deref();
      const isThere = !!it?.isConnected;
      if (isThere) {
        // On a phone the panel lies over what is to be seen.
        if (isFullScreen()) ctx._close();
        hide = drawRing(it, {
          words: ctx._say('guideHere', { name }),
          hide: ctx._say('guideHide'),
          root: ctx._root,
          onEnd: () => (hide = undefined),
        });
      }
      ctx._post({ type: 'guide.answer', offset, state: isThere ? 'shown' : 'gone' });
      onShown?.(isThere);
    },
    _hide: () => hide?.(),
  };
}

export { guideStrings as strings } from './strings.ts';
export { css };
