import type { ComponentType } from 'preact';
import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import css from './panel.css?inline';
import { Panel } from './panel.tsx';
import type { PanelProps } from './panel.tsx';

/** The panel: downloaded when it is opened, or when an invitation is on the screen. */
export interface PanelPart {
  readonly _Panel: ComponentType<PanelProps>;
}

export function createPart(kit: Kit): PanelPart {
  setKit(kit);
  return { _Panel: Panel };
}

export { panelStrings as strings } from './strings.ts';
export { css };
