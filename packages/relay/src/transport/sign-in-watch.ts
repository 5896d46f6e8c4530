import type { RepParty, World } from '../handlers/types.ts';

/** A sign-in is looked at again this often even if no bell rang. */
const recheckMs = 60_000;

/** Ends the sockets of a rep who signed out, was disabled or had the sign-in revoked, on whichever node that happened. */
export function watchSignIns(world: World, onFault: (error: unknown) => void) {
  const watched = new Map<RepParty, { readonly signIn: string; readonly listening: Promise<() => void> }>();

  async function judge(party: RepParty, signIn: string): Promise<void> {
    const rep = world.directory().rep(party.rep);
    const isValid =
      rep !== undefined &&
      !rep.isDisabled &&
      rep.team === party.team &&
      (await world.store.directory.signIn(signIn)) !== undefined;
    if (!isValid) party.link.close(4509, 'signed out');
  }
  const check = () => {
    for (const [party, { signIn }] of watched) judge(party, signIn).catch(onFault);
  };
  const timer = setInterval(check, recheckMs);

  return {
    watch(party: RepParty, signIn: string): void {
      const listening = world.store.bus.listen(`rep/${party.rep}`, () => {
        judge(party, signIn).catch(onFault);
      });
      watched.set(party, { signIn, listening });
    },
    forget(party: RepParty): void {
      const entry = watched.get(party);
      watched.delete(party);
      entry?.listening.then((unlisten) => unlisten()).catch(onFault);
    },
    check,
    close(): void {
      clearInterval(timer);
    },
  };
}
