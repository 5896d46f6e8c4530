import type { ConsoleSite, Product } from '@tillside/protocol';
import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { mistakesOf, readProduct } from '../../desk/product-form.ts';
import type { ProductField } from '../../desk/product-form.ts';
import type { Assignment } from '../../desk/standing.ts';
import { say } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import './product-dialog.css';

interface ProductDialogProps {
  readonly conversation: string;
  readonly shop: ConsoleSite;
  readonly assignment: Assignment;
  readonly onClose: () => void;
}

/** A product of the shop to show: begun with the page the visitor is on, if that is one. */
export function ProductDialog({ conversation, shop, assignment, onClose }: ProductDialogProps): JSX.Element {
  const { threads, unsent } = useDesk();
  const [tries, setTries] = useState(0);
  const [mistakes, setMistakes] = useState<Readonly<Partial<Record<ProductField, string>>>>({});
  const page = threads.of(conversation).context?.page;
  const seen = page?.type === 'product' ? page : undefined;
  const text = strings.composer;
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: ProductField): string => String(form.get(name) ?? '').trim();
    const written = { name: value('name'), url: value('url'), image: value('image'), price: value('price') };
    const found = mistakesOf(written, shop.currency);
    setMistakes(found);
    setTries(tries + 1);
    if (Object.keys(found).length > 0) return;
    const product: Product = readProduct(written, shop.currency);
    unsent.put(conversation, { kind: 'product', product }, assignment);
    onClose();
  };
  const first = (Object.keys(mistakes) as ProductField[])[0] ?? 'name';
  const field = (name: ProductField, label: string, type: 'text' | 'url', value?: string): JSX.Element => (
    // A new key with each attempt that failed: the field with the first mistake takes the focus again.
    <Field
      key={`${name} ${name === first ? tries : ''}`}
      label={label}
      name={name}
      type={type}
      autoComplete="off"
      error={mistakes[name]}
      focus={name === first}
      {...(value === undefined ? {} : { value })}
    />
  );
  return (
    <Dialog title={text.product} onClose={onClose}>
      <form class="product-form" noValidate onSubmit={submit}>
        {field('name', text.productName, 'text', seen?.title)}
        {field('url', text.productUrl, 'url', seen?.url)}
        {field('price', say(text.productPrice, { currency: shop.currency }), 'text')}
        {field('image', text.productImage, 'url')}
        <Button look="shop" submit>
          {text.productShow}
        </Button>
      </form>
    </Dialog>
  );
}
