import type { Listener, Tillside, TillsideEventName, TillsideOptions } from '@tillside/widget';
import { useTillside } from '@tillside/widget/react';
import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { JSX, ReactNode } from 'react';

const Chat = createContext<Tillside | undefined>(undefined);

interface ChatProviderProps {
  /** They count as they are at first. */
  readonly options: TillsideOptions;
  readonly children: ReactNode;
}

/** One widget for all that is below, for as long as this is on the page. The conversation outlives it. */
export function ChatProvider({ options, children }: ChatProviderProps): JSX.Element {
  return <Chat value={useTillside(options)}>{children}</Chat>;
}

/** The widget; nothing before the first effect, and on a server. */
export const useChat = (): Tillside | undefined => useContext(Chat);

/** Calls the listener of the last drawing at each such event, until the component goes. */
export function useChatEvent<Name extends TillsideEventName>(name: Name, listener: Listener<Name>): void {
  const chat = useChat();
  const heard = useEffectEvent(listener);
  // `on` gives the function that ends it, which is what an effect has to give.
  useEffect(() => chat?.on(name, (detail, event) => heard(detail, event)), [chat, name]);
}
