import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { Assignment } from '../../desk/standing.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import type { Overlay } from '../../state/ui.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-paths.ts';
import { Menu } from '../../ui/menu.tsx';
import { useFilePicker } from '../../ui/use-file-picker.tsx';
import { GuideDialog } from './guide-dialog.tsx';
import { ProductDialog } from './product-dialog.tsx';

interface AddMenuProps {
  readonly conversation: string;
  readonly shop: ConsoleSite;
  readonly assignment: Assignment | undefined;
}

/** What a rep may put before the visitor besides words. */
export function AddMenu({ conversation, shop, assignment }: AddMenuProps): JSX.Element {
  const { ui } = useConsole();
  const { drafts, uploads } = useDesk();
  const text = strings.composer;
  const { picker, pick } = useFilePicker({
    label: text.addFile,
    multiple: true,
    onPick: (files) => {
      for (const file of files) void uploads.send(conversation, file);
    },
  });
  const open = ui.overlay.value;
  const show = (overlay: Overlay | undefined): void => void (ui.overlay.value = overlay);
  const close = (): void => show(undefined);
  const choices: readonly (readonly [IconName, string, () => void])[] = [
    [
      'list',
      text.addReplies,
      () => {
        close();
        if (drafts.of(conversation).replies === undefined) drafts.change(conversation, { replies: ['', ''] });
      },
    ],
    ['product', text.addProduct, () => show('product')],
    [
      'file',
      text.addFile,
      () => {
        close();
        pick();
      },
    ],
    ['pointer', text.addGuide, () => show('guide')],
  ];
  return (
    <>
      <Menu
        label={text.add}
        open={open === 'add'}
        onClose={close}
        place="over"
        anchor={
          <Button
            icon="plus"
            label={text.add}
            keys="Alt+P"
            popup="dialog"
            expanded={open === 'add'}
            disabled={assignment === undefined}
            onClick={() => show(open === 'add' ? undefined : 'add')}
          />
        }
      >
        {choices.map(([icon, label, run]) => (
          <button key={icon} type="button" class="menu-item" onClick={run}>
            <Icon name={icon} />
            {label}
          </button>
        ))}
      </Menu>
      {picker}
      {open === 'product' && assignment && (
        <ProductDialog conversation={conversation} shop={shop} assignment={assignment} onClose={close} />
      )}
      {open === 'guide' && assignment && (
        <GuideDialog conversation={conversation} assignment={assignment} onClose={close} />
      )}
    </>
  );
}
