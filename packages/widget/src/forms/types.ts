import type { ComponentType } from 'preact';
import type { ChatView } from '../chat/types.ts';
import type { Ctx } from '../ui/context.ts';

interface FormProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
}

/** What is asked now and then: before a chat, instead of one, and after it. */
export interface Forms {
  /** The shop's questions before a chat. */
  readonly _Before: ComponentType<FormProps>;
  /** A message to be answered later. */
  readonly _Message: ComponentType<FormProps>;
  readonly _Rating: ComponentType<FormProps>;
  readonly _Transcript: ComponentType<FormProps>;
  /** What stands behind “More” in the header. */
  readonly _Menu: ComponentType<FormProps & { readonly onClose: () => void }>;
}
