import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';

/** Says that the connection is lost, and that nothing else is. */
export function LinkLine(): JSX.Element {
  const { linkState } = useDesk();
  const isLost = linkState.value === 'again' || linkState.value === 'waiting';
  return (
    <div role="status">
      {isLost && (
        <div class="line line-calm">
          <Icon name="globe" size={20} />
          <span class="line-text">{strings.link.again}</span>
        </div>
      )}
    </div>
  );
}
