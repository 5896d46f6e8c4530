import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Assignment } from '../../desk/standing.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import './guide-dialog.css';

interface GuideDialogProps {
  readonly conversation: string;
  readonly assignment: Assignment;
  readonly onClose: () => void;
}

/** A page that does not answer in this time has nobody before it. Milliseconds. */
const PATIENCE_MS = 4_000;

/** The parts of the visitor's page, by the names a screen reader would say; one press points at one of them. */
export function GuideDialog({ conversation, assignment, onClose }: GuideDialogProps): JSX.Element {
  const { actions, threads, unsent } = useDesk();
  const [round, setRound] = useState(0);
  const [isLate, setLate] = useState(false);
  const { targets } = threads.of(conversation);
  const text = strings.composer;
  useEffect(() => {
    setLate(false);
    void actions.look(conversation, assignment);
    const timer = setTimeout(setLate, PATIENCE_MS, true);
    return () => clearTimeout(timer);
  }, [round]);
  const point = (target: string, name: string): void => {
    unsent.put(conversation, { kind: 'guide', target, name }, assignment);
    onClose();
  };
  const isNothing = targets === undefined ? isLate : targets.length === 0;
  return (
    <Dialog title={text.guide} onClose={onClose}>
      <p class="guide-hint">{text.guideHint}</p>
      <p class="guide-hint" role="status">
        {isNothing ? text.guideNone : targets === undefined ? text.guideAsking : ''}
      </p>
      <ul class="guide-list">
        {targets?.map(({ target, name, role }) => (
          <li key={target}>
            <button type="button" class="menu-item" onClick={() => point(target, name)}>
              <span class="guide-name">{name}</span>
              <span class="guide-role">{text.guideRoles[role]}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => setRound(round + 1)}>
        {text.guideAgain}
      </Button>
    </Dialog>
  );
}
