import { vi } from 'vitest';
import type { Demo } from '../../helpers/demo.ts';
import { changeSite } from './change-site.ts';
import type { SiteFile } from './change-site.ts';

/** Changes a site, and waits until pages of `origin` are told so: `isTold` looks at what `boot` answers. Default: any answer. */
export async function changeFor(
  { demo, site, origin }: { readonly demo: Demo; readonly site: string; readonly origin: string },
  edit: (site: SiteFile) => SiteFile,
  isTold: (boot: Readonly<Record<string, unknown>>) => boolean = () => true,
): Promise<void> {
  await changeSite(demo, site, edit);
  const boot = async () => {
    const answer = await fetch(`${demo.shopNode.url}/v1/sites/${site}/boot`, { headers: { origin } });
    return answer.ok && isTold((await answer.json()) as Readonly<Record<string, unknown>>);
  };
  await vi.waitUntil(boot, { timeout: 10_000, interval: 100 });
}

/** Lets pages of one more origin have the widget. */
export const allowOrigin = (of: Parameters<typeof changeFor>[0]): Promise<void> =>
  changeFor(of, (file) => ({ ...file, origins: [...file.origins, of.origin] }));
