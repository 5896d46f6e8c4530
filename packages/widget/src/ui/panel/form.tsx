/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { Asked } from './which-form.ts';

/** A form of part `forms`; until that is there, room for it. */
export function Form({
  ctx,
  view,
  asked,
}: {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly asked: NonNullable<Asked>;
}) {
  const part = ctx._part('forms');
  if (!part) return <div class="blank" />;
  const Asking = part._forms[asked];
  return <Asking ctx={ctx} view={view} />;
}
