import type { JSX } from 'preact';
import { strings } from '../../strings.ts';
import { Empty } from '../../ui/empty.tsx';

export function NothingOpen(): JSX.Element {
  return (
    <>
      <h1 class="unseen">{strings.shell.desk}</h1>
      <Empty icon="desk" title={strings.conversation.pick}>
        {strings.conversation.pickHint}
      </Empty>
    </>
  );
}
