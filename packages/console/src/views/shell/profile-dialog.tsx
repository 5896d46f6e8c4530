import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../format.ts';
import type { Answer } from '../../http/answer.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useFilePicker } from '../../ui/use-file-picker.tsx';
import './profile-dialog.css';

/** How a rep is seen by shoppers: only the rep says so, and no shop can. */
export function ProfileDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { session, toasts } = useConsole();
  const { me, api } = useDesk();
  const { name, picture, showsPicture } = me.rep;
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const text = strings.shell;

  const save = async (...requests: readonly (() => Promise<Answer<undefined>>)[]): Promise<void> => {
    setBusy(true);
    for (const request of requests) {
      const answer = await request();
      if (answer.kind === 'ok') continue;
      setBusy(false);
      const reason =
        answer.kind === 'unreachable' ? text.profileUnreachable : (answer.detail ?? strings.refusals.denied);
      return setError(say(text.profileFailed, { reason }));
    }
    toasts.show(text.profileSaved);
    onClose();
    await session.reload();
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const written = String(form.get('name') ?? '').trim();
    if (written === '') return setError(text.profileNeedsName);
    void save(() => api.changeMe({ name: written, showsPicture: form.has('showsPicture') }));
  };
  const { picker, pick } = useFilePicker({
    label: text.profilePicture,
    accept: 'image/png,image/jpeg,image/webp',
    onPick: ([file]) => {
      if (file) void save(() => api.setPicture(file));
    },
  });
  return (
    <Dialog title={text.profile} onClose={onClose}>
      <form class="profile" noValidate onSubmit={submit}>
        <div class="profile-face">
          <Avatar name={name} picture={picture} size="large" />
          <Button size="small" busy={isBusy} onClick={pick}>
            {text.profileChoose}
          </Button>
          {picture !== undefined && (
            <Button size="small" look="quiet" busy={isBusy} onClick={() => void save(() => api.setPicture(undefined))}>
              {text.profileRemove}
            </Button>
          )}
          {picker}
        </div>
        <Field
          label={text.profileName}
          name="name"
          type="text"
          autoComplete="name"
          value={name}
          error={error}
          focus={false}
        />
        <p class="profile-hint">{text.profileNameHint}</p>
        <label class="profile-shows">
          <input type="checkbox" name="showsPicture" defaultChecked={showsPicture !== false} />
          {text.profileShows}
        </label>
        <Button look="primary" submit busy={isBusy}>
          {text.profileSave}
        </Button>
      </form>
    </Dialog>
  );
}
