import type { JSX } from 'preact';
import { ownSites } from '../../desk/names.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import './site-picker.css';

interface SitePickerProps {
  readonly value: string | undefined;
  /** With a choice for all shops together. */
  readonly all?: boolean;
  readonly onChoose: (site: string | undefined) => void;
}

/** Which shop. The browser's own list: it is as good at two shops as at two hundred. */
export function SitePicker({ value, all, onChoose }: SitePickerProps): JSX.Element {
  const { me } = useDesk();
  return (
    <select
      class="site-picker"
      aria-label={strings.carts.site}
      value={value ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
    >
      {all && <option value="">{strings.activity.allSites}</option>}
      {ownSites(me).map((site) => (
        <option key={site.id} value={site.id}>
          {site.name}
        </option>
      ))}
    </select>
  );
}
