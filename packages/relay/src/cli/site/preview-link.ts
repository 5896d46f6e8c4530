import type { Site } from '../../ports/index.ts';
import { createCredentials } from '../../transport/credentials.ts';
import type { CliHost } from '../host.ts';
import { UsageError, withStore } from '../host.ts';
import { pickSite } from '../pick-site.ts';

const goodForMs = 3_600_000;

/** A page of this shop: the browser keeps the key, so it is given to none but the site's own origins. */
function pageOf({ id, origins }: Site, address: string | undefined): URL {
  const [first] = origins;
  const url = URL.parse(address ?? first ?? '');
  if (url === null)
    throw new UsageError(
      `--url ${address ?? ''}: expected an address such as ${first ?? 'https://shop.example'}/cart.`,
    );
  if (!origins.includes(url.origin))
    throw new UsageError(`${url.origin} is none of ${id}'s origins: ${origins.join(', ')}.`);
  return url;
}

/** Prints an address of the shop whose visitor is counted nowhere: a key behind its `#`, which no server is told, good for an hour. */
export async function sitePreviewLink(
  host: CliHost,
  named: string | undefined,
  address: string | undefined,
): Promise<void> {
  await withStore(host, async ({ directory }) => {
    const site = pickSite((await directory.load()).sites, named);
    const url = pageOf(site, address);
    const credentials = createCredentials(await directory.secret());
    url.hash = `tillside=${credentials.issuePreview(site.id, Date.now() + goodForMs)}`;
    host.print(url.href);
  });
  host.print(
    'Good for an hour. Whoever opens it is in preview: shown what the rules see, and in no figure, cap, arm or bill.',
  );
}
