/** What tests read of the answer that every page begins with. */
export interface ToldBoot {
  readonly availability: string;
  readonly playbook?: { readonly version: string };
}

/** Asks the relay what it tells pages of the site now. */
export async function askBoot(relayUrl: string, site: string): Promise<ToldBoot> {
  const answer = await fetch(`${relayUrl}/v1/sites/${site}/boot`);
  return (await answer.json()) as ToldBoot;
}
