import type { JSX } from 'preact';
import { visitorWidths } from '../../desk/prefs.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Guard } from '../../ui/guard.tsx';
import { Resizer } from '../../ui/resizer.tsx';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { NothingOpen } from '../conversation/nothing-open.tsx';
import { VisitorPane } from '../visitor/visitor-pane.tsx';
import './desk-page.css';
import { FloorColumn } from './floor-column.tsx';

/** Floor · conversation · visitor. The third is a drawer where it does not fit; on a phone there is one at a time. */
export function DeskPage(): JSX.Element {
  const { prefs, ui } = useConsole();
  const { selected } = useDesk();
  const open = selected.value;
  const { visitorWidth } = prefs.prefs.value;
  const isPhone = ui.isPhone.value;
  const isWide = ui.isWide.value;
  return (
    <div class="desk">
      {(!isPhone || open === undefined) && <FloorColumn />}
      {(!isPhone || open !== undefined) && (
        <main class="desk-middle" id="main" tabIndex={-1}>
          <Guard key={open ?? ''}>
            {open === undefined ? <NothingOpen /> : <ConversationPane conversation={open} />}
          </Guard>
        </main>
      )}
      {isWide && open !== undefined && (
        <aside
          class="desk-visitor"
          id="visitor"
          tabIndex={-1}
          aria-label={strings.visitor.label}
          style={{ width: `${visitorWidth}px` }}
        >
          <Guard key={open}>
            <VisitorPane conversation={open} />
          </Guard>
          <Resizer
            label={strings.visitor.width}
            value={visitorWidth}
            {...visitorWidths}
            side="after"
            onChange={(width) => prefs.change({ visitorWidth: width })}
          />
        </aside>
      )}
      {!isWide && open !== undefined && ui.overlay.value === 'details' && (
        <Dialog title={strings.visitor.label} place="drawer" onClose={() => (ui.overlay.value = undefined)}>
          <VisitorPane conversation={open} />
        </Dialog>
      )}
    </div>
  );
}
