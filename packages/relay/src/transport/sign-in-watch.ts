import type { DirectoryView, RepParty } from '../handlers/types.ts';
import type { Store } from '../ports/index.ts';

/** A sign-in is looked at again this often even if no bell rang. */
const recheckMs = 60_000;

interface SignInWorld {
  readonly store: Pick<Store, 'directory' | 'bus'>;
  directory(): Pick<DirectoryView, 'rep'>;
}

/** Ends the sockets of a rep who signed out, was disabled or had the sign-in revoked, on whichever node that happened. */
export function watchSignIns(world: SignInWorld, onFault: (error: unknown) => void) {
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
      listening.catch((error: unknown) => {
        onFault(error);
        // Nobody would hear for a minute that the sign-in ended.
        party.link.close(4000, 'sign-ins cannot be watched now');
      });
    },
    forget(party: RepParty): void {
      const entry = watched.get(party);
      watched.delete(party);
      // One that never stood needs no leaving.
      void entry?.listening.then(
        (unlisten) => unlisten(),
        () => {},
      );
    },
    check,
    close(): void {
      clearInterval(timer);
    },
  };
}
