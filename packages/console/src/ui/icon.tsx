import type { JSX } from 'preact';
import { iconPaths } from './icon-paths.ts';
import type { IconName } from './icon-paths.ts';

interface IconProps {
  readonly name: IconName;
  /** CSS pixels. */
  readonly size?: 16 | 20 | 28;
}

/** Decoration: whoever uses one says in words what it stands for. */
export function Icon({ name, size = 16 }: IconProps): JSX.Element {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={size === 16 ? 2 : 1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {iconPaths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
