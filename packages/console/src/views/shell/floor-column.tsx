import type { JSX } from 'preact';
import { floorWidths } from '../../desk/prefs.ts';
import { useConsole } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Guard } from '../../ui/guard.tsx';
import { Resizer } from '../../ui/resizer.tsx';
import { FloorPane } from '../floor/floor-pane.tsx';

/** The floor as a column that can be made wider; on a phone it is the page. */
export function FloorColumn(): JSX.Element {
  const { prefs, ui } = useConsole();
  const { floorWidth } = prefs.prefs.value;
  if (ui.isPhone.value) {
    return (
      <main class="desk-floor" id="main" tabIndex={-1}>
        <h1 class="unseen">{strings.floor.label}</h1>
        <Guard>
          <FloorPane />
        </Guard>
      </main>
    );
  }
  return (
    <section class="desk-floor" aria-label={strings.floor.label} style={{ width: `${floorWidth}px` }}>
      <Guard>
        <FloorPane />
      </Guard>
      <Resizer
        label={strings.floor.width}
        value={floorWidth}
        {...floorWidths}
        side="before"
        onChange={(width) => prefs.change({ floorWidth: width })}
      />
    </section>
  );
}
