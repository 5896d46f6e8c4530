import type { ComponentType } from 'preact';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { Asked } from '../panel/which-form.ts';

export interface FormComponentProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
}

export interface MenuProps extends FormComponentProps {
  readonly onClose: () => void;
}

/** What is asked now and then: before a chat, instead of one, and after it. */
export interface Forms {
  /** By what is asked. */
  readonly _forms: Readonly<Record<NonNullable<Asked>, ComponentType<FormComponentProps>>>;
  /** What stands behind “More” in the header. */
  readonly _Menu: ComponentType<MenuProps>;
}
