import { changeDirectory } from '../../site-file/index.ts';
import { hashSecret, randomSecret } from '../../transport/passwords.ts';
import type { CliHost } from '../host.ts';
import { withStore } from '../host.ts';
import { pickSite } from '../pick-site.ts';

/** The newest two count: the shop's server can be changed over while the old one still works. */
const keptKeys = 2;

/** Makes a new secret key for `POST /v1/orders` and prints it, this once. */
export async function siteKey(host: CliHost, named: string | undefined): Promise<void> {
  const key = randomSecret('sk');
  let id = '';
  await withStore(host, (store) =>
    changeDirectory(store.directory, ({ sites }) => {
      const site = pickSite(sites, named);
      id = site.id;
      return { sites: [{ ...site, secretKeyHashes: [hashSecret(key), ...site.secretKeyHashes].slice(0, keptKeys) }] };
    }),
  );
  host.print(key);
  host.print(`Secret key of ${id}, shown this once. The key before it still works; older ones do not any more.`);
}
