import { limits } from '@tillside/protocol';
import type { FloorItem } from '@tillside/protocol';
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Standing } from '../../desk/standing.ts';
import { repTakers, teamTakers } from '../../desk/takers.ts';
import type { RepTaker, Taker, TeamTaker } from '../../desk/takers.ts';
import { formatCount, say, sayCount } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Takers } from './takers.tsx';
import './transfer-dialog.css';

interface TransferDialogProps {
  readonly conversation: string;
  readonly item: FloorItem;
  readonly standing: Extract<Standing, { kind: 'mine' }>;
  readonly onClose: () => void;
}

/** Gives the conversation to a colleague or a team, with a word if there is one. Who could not take it now is there to see, not to choose. */
export function TransferDialog({ conversation, item, standing, onClose }: TransferDialogProps): JSX.Element {
  const { toasts } = useConsole();
  const { actions, floor, me } = useDesk();
  const { assignment, isByMessage } = standing;
  const { reps, teams, status } = floor.value;
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const text = strings.transfer;
  const own = { team: me.rep.team, isAvailable: status === 'available' };
  const colleagues = repTakers(reps, me.rep.id, isByMessage);
  const others = teamTakers(teams, item, own, isByMessage);
  const possible = [...colleagues, ...others].filter(({ isPossible }) => isPossible);
  const taker = possible.find(({ key }) => key === chosen);
  // The keyboard begins where there is something to choose.
  const first = possible[0]?.key;
  const isBusy = actions.busy.value.has(conversation);
  const isOpen = useRef(true);
  useEffect(() => () => void (isOpen.current = false), []);
  const give = async ({ to, name }: Taker): Promise<void> => {
    const isGiven = await actions.transfer(conversation, assignment, to, note);
    // After a no the dialog stays, with the word that was written: somebody else may take it.
    if (!isGiven) return;
    // The relay may be long in answering: what lies over the next conversation by then is not this dialog.
    if (isOpen.current) onClose();
    toasts.show(say(text.given, { name }));
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form
        class="transfer"
        onSubmit={(event) => {
          event.preventDefault();
          if (taker) void give(taker);
        }}
      >
        <p class="transfer-lead">{isByMessage ? text.leadMessage : text.lead}</p>
        <div class="transfer-list">
          {colleagues.length + others.length === 0 && <p class="transfer-lead">{text.none}</p>}
          <Takers title={text.reps} takers={colleagues} first={first} chosen={chosen} onChoose={setChosen}>
            {(rep) => (
              <>
                <Avatar name={rep.name} size="small" dot={rep.shown} />
                <span class="taker-name cut">{rep.name}</span>
                <span class="taker-how figures">{repHow(rep, isByMessage)}</span>
              </>
            )}
          </Takers>
          <Takers title={text.teams} takers={others} first={first} chosen={chosen} onChoose={setChosen}>
            {(team) => (
              <>
                <span class="taker-team">
                  <Icon name="people" />
                </span>
                <span class="taker-name cut">{team.name}</span>
                <span class="taker-how figures">{teamHow(team)}</span>
              </>
            )}
          </Takers>
        </div>
        <NoteField value={note} onChange={setNote} />
        <footer class="transfer-do">
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button look="primary" submit busy={isBusy} disabled={taker === undefined}>
            {taker ? say(text.to, { name: taker.name }) : text.pick}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function repHow({ shown, free, isPossible }: RepTaker, isByMessage: boolean): string {
  const { room, full } = strings.transfer;
  if (isByMessage || shown !== 'available') return strings.status[shown];
  return isPossible ? say(room, { count: formatCount(free) }) : full;
}

const teamHow = ({ available }: TeamTaker): string =>
  available > 0 ? sayCount(strings.transfer.team, available) : strings.transfer.teamNone;

function NoteField({ value, onChange }: { readonly value: string; onChange(value: string): void }): JSX.Element {
  const id = useId();
  const text = strings.transfer;
  return (
    <div class="field transfer-note">
      <label for={id}>{text.note}</label>
      <textarea
        id={id}
        rows={2}
        dir="auto"
        maxLength={limits.transferNoteLength}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class="transfer-lead" id={`${id}-hint`}>
        {text.noteHint}
      </p>
    </div>
  );
}
