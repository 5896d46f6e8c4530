import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Console } from './console.ts';
import type { Desk } from './desk.ts';

export const ConsoleContext = createContext<Console | undefined>(undefined);
export const DeskContext = createContext<Desk | undefined>(undefined);

/** What every page of the console has, signed in or not. */
export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (value === undefined) throw new Error('this component stands outside of the console');
  return value;
}

/** What a signed-in rep works with. */
export function useDesk(): Desk {
  const value = useContext(DeskContext);
  if (value === undefined) throw new Error('this component stands outside of the desk');
  return value;
}
