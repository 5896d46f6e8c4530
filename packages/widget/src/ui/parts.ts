import type { Forms } from './forms/types.ts';
import type { Guide } from './guide/types.ts';
import type { PartModule } from './part/types.ts';
import type { Rich } from './rich/types.ts';
import type { Load } from '../sdk/downloads.ts';
import type { Uploads } from './uploads/types.ts';
import type { InvitationPart } from './invitation/part.ts';
import type { PanelPart } from './panel/part.ts';

/** What is drawn, each a download of its own: the ui alone draws nothing. */
export interface PanelParts {
  readonly panel: PanelPart;
  readonly invitation: InvitationPart;
  readonly rich: Rich;
  readonly forms: Forms;
  readonly uploads: Uploads;
  readonly guide: Guide;
}

type Name = keyof PanelParts;

export interface Parts {
  /** Where it is there by now. */
  readonly _peek: <Which extends Name>(name: Which) => PanelParts[Which] | undefined;
  /** The same; the first call downloads it, and the panel is drawn again when it came. */
  readonly _part: <Which extends Name>(name: Which) => PanelParts[Which] | undefined;
  /** Nothing where it cannot be had now. */
  readonly _get: <Which extends Name>(name: Which) => Promise<PanelParts[Which] | undefined>;
  /** As soon as it is there. */
  readonly _with: <Which extends Name>(name: Which, use: (part: PanelParts[Which]) => void) => void;
}

/** Downloads each part once; a failed download is tried again by the next who asks. `take` makes the part of its module, `onPart` comes after it. */
export function createParts(load: Load, take: <Part>(module: PartModule<Part>) => Part, onPart: () => void): Parts {
  const parts: { -readonly [Which in Name]?: PanelParts[Which] } = {};
  const loading: { [Which in Name]?: Promise<PanelParts[Which] | undefined> | undefined } = {};

  const get = <Which extends Name>(name: Which): Promise<PanelParts[Which] | undefined> =>
    ((loading as Record<Name, Promise<PanelParts[Which] | undefined> | undefined>)[name] ??= (
      load(name) as Promise<PartModule<PanelParts[Which]>>
    ).then(
      (module) => {
        parts[name] = take(module);
        onPart();
        return parts[name];
      },
      () => (loading[name] = undefined),
    ));

  return {
    _get: get,
    _peek: (name) => parts[name],
    _part(name) {
      if (!parts[name]) void get(name);
      return parts[name];
    },
    _with: (name, use) => void get(name).then((part) => part && use(part)),
  };
}
