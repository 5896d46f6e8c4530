import type { ComponentType } from 'preact';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';

export interface FormComponentProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
}

export interface MenuProps extends FormComponentProps {
  readonly onClose: () => void;
}

/** What is asked now and then: before a chat, instead of one, and after it. */
export interface Forms {
  /** The shop's questions before a chat. */
  readonly _Before: ComponentType<FormComponentProps>;
  /** A message to be answered later. */
  readonly _Message: ComponentType<FormComponentProps>;
  readonly _Rating: ComponentType<FormComponentProps>;
  readonly _Transcript: ComponentType<FormComponentProps>;
  /** What stands behind “More” in the header. */
  readonly _Menu: ComponentType<MenuProps>;
}
