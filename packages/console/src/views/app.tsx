import type { JSX } from 'preact';
import { ConsoleContext, DeskContext } from '../state/context.ts';
import type { Console } from '../state/console.ts';
import { Shell } from './shell/shell.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { Starting } from './sign-in/starting.tsx';

/** The whole console: who are you, then the desk. */
export function App({ app }: { readonly app: Console }): JSX.Element {
  return (
    <ConsoleContext.Provider value={app}>
      <Page app={app} />
    </ConsoleContext.Provider>
  );
}

function Page({ app }: { readonly app: Console }): JSX.Element {
  const session = app.session.session.value;
  const desk = app.desk.value;
  if (session.phase === 'out') return <SignIn reason={session.reason} />;
  if (session.phase !== 'in' || desk === undefined) return <Starting hasFailed={session.phase === 'unreachable'} />;
  return (
    <DeskContext.Provider value={desk}>
      <Shell />
    </DeskContext.Provider>
  );
}
