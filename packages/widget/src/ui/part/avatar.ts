import type { Avatar as Drawn } from '../avatar.tsx';
import { getKit } from './kit.ts';

/** The ui's own, lent to its parts. */
export const Avatar: typeof Drawn = (props) => getKit()._jsx(getKit()._Avatar, props);
