import type { Stage } from './stage.ts';
import type { ComeOptions, RecordedVisitor } from './visitor.ts';

type Act = (visitor: RecordedVisitor) => Promise<void>;
type Prepare = (visitor: RecordedVisitor, stage: Stage) => Promise<void>;

/** How a recipe's situation comes about in the demo shop, by pointer, touch and keys. */
export interface Scene {
  readonly comes?: ComeOptions;
  /** What happened before the recipe was published. */
  readonly before?: Prepare;
  readonly fires: Act;
  /** The same once more, after the invitation was closed. */
  readonly again: Act;
  /** The near miss of the recipe's vectors. */
  readonly misses: Act;
  /** Which one, where it is not the first. */
  readonly missName?: string;
  readonly missComes?: ComeOptions;
  readonly missBefore?: Prepare;
}

const secondMs = 1_000;
const hourMs = 3_600_000;
/** Half an hour without a page ends a visit. */
const nextVisitMs = 31 * 60_000;

/** Products of the demo shop, from the dearest on. */
const camera = { page: 'products/halden-m2.html', price: '$612.00' };
const glasses = { page: 'products/vidde-10x25.html', price: '$119.00' };
const strap = { page: 'products/saddle-strap.html', price: '$58.00' };

/** Comes for it, agrees to cookies, and ends on the cart's page. */
const buy =
  (product: typeof camera, pieces = 1): Act =>
  async (visitor) => {
    const { page, press } = visitor;
    await visitor.arrive(product.page);
    for (let more = 1; more < pieces; more += 1) await press(page.getByRole('button', { name: 'One more' }));
    await press(page.getByRole('button', { name: 'Add to cart' }));
    await page.getByText('Added to your cart').waitFor();
    await visitor.visit('cart.html');
    await page.getByText(product.price).first().waitFor();
  };

const checkOut =
  (product: typeof camera, pieces = 1): Act =>
  async (visitor) => {
    await buy(product, pieces)(visitor);
    await visitor.toCheckout();
  };

const tryCoupon = async ({ page, press }: RecordedVisitor, code: string): Promise<void> => {
  await press(page.getByLabel('Discount code'));
  await page.keyboard.type(code);
  await press(page.getByRole('button', { name: 'Apply', exact: true }));
};
/** A code that holds. */
const redeem: Act = async (visitor) => {
  await tryCoupon(visitor, 'HALDEN-EXPRESS');
  await visitor.page.getByText('Free express shipping added').waitFor();
};
const refused: Act = ({ page }) => page.locator('.coupon__message--error').waitFor();

/** Stays on the page. */
const stay =
  (seconds: number): Act =>
  (visitor) =>
    visitor.pass(seconds * secondMs);

const inOrder =
  (...acts: readonly Act[]): Act =>
  async (visitor) => {
    for (const act of acts) await act(visitor);
  };
const go =
  (path: string): Act =>
  (visitor) =>
    visitor.visit(path);
const reload: Act = async ({ page }) => void (await page.reload());
const leave: Act = async (visitor) => {
  await visitor.leave();
};

/** Looks at one product after the other, each for a while. */
const look = (...products: readonly string[]): Act =>
  inOrder(...products.flatMap((product) => [go(`products/${product}.html`), stay(10)]));
const three = look('halden-f1', 'halden-c1', 'halden-35-rangefinder');

/** A customer of old comes again, by the link of a letter. */
const comeBackBy = (campaign: string): Act =>
  inOrder(
    (visitor) => visitor.arrive(''),
    (visitor) => visitor.pass(nextVisitMs),
    go(`${camera.page}?utm_campaign=${campaign}`),
  );

/** The delivery costs come into view, and the visitor goes back to the address. */
const turnBack: Act = async ({ page, press, ...visitor }) => {
  await visitor.toDelivery();
  await press(page.getByRole('link', { name: 'Address' }).last());
  await page.getByRole('heading', { name: 'Contact and address' }).waitFor();
};

const sendForm: Act = async ({ page, press }) => {
  await press(page.getByRole('button', { name: 'Continue to delivery' }));
  await page.getByText('We need an e-mail address for the receipt.').waitFor();
};

const toPayment: Act = async (visitor) => {
  await visitor.toDelivery();
  await visitor.toPayment();
};
/** Until the browser has told that it is in view. */
const seeOrderButton: Act = async ({ page }) => {
  const button = page.getByRole('button', { name: /^Place order/ });
  await button.scrollIntoViewIfNeeded();
  await button.evaluate(
    (it) =>
      new Promise<void>((resolve) => {
        new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && resolve()).observe(it);
      }),
  );
};

/** Is asked when leaving the cart, by the recipe for that, and says no. */
const decline: Prepare = async (visitor, stage) => {
  const { chat, press } = visitor;
  await stage.publish('high-cart-exit');
  await inOrder(buy(camera), leave)(visitor);
  await press(chat.invitation.getByRole('button', { name: 'No, thanks' }));
  await chat.invitation.waitFor({ state: 'detached' });
  await visitor.comeBack();
};

/** Opens the chat of their own accord, and is helped. */
const ask: Prepare = async ({ chat, press }, { mara }) => {
  await press(chat.launcher);
  await chat.say('Can I change the address later?');
  await mara.answer();
  await mara.resolve('Question answered');
  await chat.panel.getByText(/ended/).waitFor();
  await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
};

/** Local times of a shop in Los Angeles. */
const mondayEvening = new Date('2026-12-07T21:05:00-08:00');
const mondayMorning = new Date('2026-12-07T09:05:00-08:00');

export const SCENES: Readonly<Record<string, Scene>> = {
  'start-of-checkout': {
    comes: { isPhone: true },
    fires: inOrder(checkOut(camera), stay(20)),
    again: inOrder(reload, stay(20)),
    misses: inOrder(checkOut(glasses), stay(20)),
  },
  'full-cart-before-order': {
    fires: inOrder(checkOut(camera, 2), toPayment, seeOrderButton, stay(30)),
    again: inOrder(reload, seeOrderButton, stay(30)),
    misses: inOrder(checkOut(camera), toPayment, seeOrderButton, stay(30)),
  },
  'high-cart-exit': {
    fires: inOrder(buy(camera), leave),
    again: inOrder((visitor) => visitor.comeBack(), reload, leave),
    misses: inOrder(buy(camera), go(camera.page), leave),
  },
  'lingering-on-payment': {
    fires: inOrder(checkOut(camera), toPayment, stay(45)),
    again: inOrder(reload, stay(45)),
    misses: inOrder(checkOut(strap), toPayment, stay(45)),
  },
  'rejected-coupon': {
    comes: { isPhone: true },
    fires: inOrder(buy(camera), (visitor) => tryCoupon(visitor, 'SPRING'), refused, stay(5)),
    again: inOrder((visitor) => tryCoupon(visitor, 'SUMMER'), refused, stay(5)),
    misses: inOrder(
      buy(camera),
      redeem,
      (visitor) => visitor.toCheckout(),
      (visitor) => tryCoupon(visitor, 'SPRING'),
      refused,
      stay(5),
    ),
  },
  'shipping-shock': {
    fires: inOrder(checkOut(camera), turnBack),
    again: turnBack,
    misses: inOrder(buy(camera), redeem, (visitor) => visitor.toCheckout(), turnBack),
  },
  'third-product-page': {
    // The third page decides at once. Were ten seconds to pass before its question is sent, that would come too late to be asked.
    fires: inOrder(
      (visitor) => visitor.arrive(camera.page),
      stay(10),
      look('halden-f1'),
      go('products/halden-c1.html'),
    ),
    again: three,
    misses: inOrder(buy(camera), stay(1), three),
  },
  'returning-full-cart': {
    fires: inOrder(buy(camera), (visitor) => visitor.pass(20 * hourMs), go(''), stay(15)),
    again: inOrder((visitor) => visitor.pass(nextVisitMs), go(''), stay(15)),
    misses: inOrder(buy(camera), go(''), stay(15)),
  },
  'form-error': {
    fires: inOrder(checkOut(camera), sendForm, sendForm),
    again: inOrder(sendForm, sendForm),
    misses: inOrder(checkOut(camera), sendForm, sendForm),
    missName: 'with everybody away',
    missBefore: (_visitor, { mara }) => mara.setStatus('Away'),
  },
  vip: {
    fires: inOrder(comeBackBy('best-customers'), stay(20)),
    again: inOrder(go('products/halden-f1.html'), stay(20)),
    misses: inOrder(comeBackBy('spring'), stay(20)),
  },
  'out-of-hours': {
    comes: { at: mondayEvening },
    fires: inOrder(checkOut(camera), stay(25)),
    again: inOrder(reload, stay(25)),
    missComes: { at: mondayMorning },
    misses: inOrder(checkOut(camera), stay(25)),
  },
  'after-decline': {
    async before(visitor, stage) {
      await decline(visitor, stage);
      await ask(visitor, stage);
      await visitor.pass(25 * hourMs);
    },
    fires: inOrder(go('checkout.html'), stay(45)),
    again: inOrder(reload, stay(45)),
    missBefore: decline,
    misses: inOrder(go('checkout.html'), stay(45)),
  },
};
