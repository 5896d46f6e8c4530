import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownStatus } from '../desk/colleagues.ts';
import { initials } from '../desk/names.ts';
import './avatar.css';

interface AvatarProps {
  readonly name: string;
  readonly picture?: string | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  /** A dot in the status' colour. */
  readonly dot?: ShownStatus | undefined;
}

/** A face, or initials where there is no picture or it does not load. The name stands beside it in words. */
export function Avatar({ name, picture, size = 'medium', dot }: AvatarProps): JSX.Element {
  const [broken, setBroken] = useState<string>();
  return (
    <span class={`avatar avatar-${size}`} aria-hidden="true">
      {picture && picture !== broken ? (
        <img src={picture} alt="" onError={() => setBroken(picture)} />
      ) : (
        <span class="avatar-initials">{initials(name)}</span>
      )}
      {dot && <span class={`dot dot-${dot} avatar-dot`} />}
    </span>
  );
}
