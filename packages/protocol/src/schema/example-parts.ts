/** One story told in frames: docs/protocol.md prints them, the tests parse them. A missing frame is a compile error. */
export const session = 'a3f1c27be05d4489b6170c52e9d8f043';
export const repSession = '5bd20e9147c84f6fa1d3360b72ce58f9';
export const conversation = 'cnv_k7m2p9x4';
export const visitor = 'vis_k7m2p9x4';
export const rep = 'rep_mara';
export const engagement = 'eng_81x0c3';
export const invitation = 'inv_4h7d2q';
export const offer = 'off_express';
export const at = 1_795_286_400_000;

export const file = 'fil_5f1c9a7be05d4489b6170c52e9d8f0437c20e914';
export const product = {
  name: 'Leather strap',
  url: 'https://shop.example/straps/leather',
  image: 'https://shop.example/straps/leather.jpg',
  price: 4_900,
  currency: 'USD',
};
export const contact = {
  name: 'Ida',
  email: 'ida@example.com',
  answers: [{ question: 'What is it about?', answer: 'An order' }],
};
export const rating = { engagement, score: 5, comment: 'Quick and kind.' };
export const target = { target: 't4', name: 'Shipping options' };

export const context = {
  page: { url: 'https://shop.example/checkout', title: 'Checkout', type: 'checkout' },
  cart: {
    value: 61_200,
    currency: 'USD',
    quantity: 1,
    items: [{ id: 'cam-1', name: 'Camera', price: 61_200, quantity: 1 }],
  },
  checkout: { step: 1 },
  device: 'desktop' as const,
  language: 'en',
  since: at,
};

export const engagementView = {
  id: engagement,
  state: 'active' as const,
  rep: { id: rep, name: 'Mara', picture: '/v1/reps/rep_mara/picture?v=1' },
  openedAt: at,
};

export const floorItem = {
  conversation,
  engagement,
  site: 'site_halden',
  state: 'active' as const,
  visitor,
  openedAt: at,
  waitingSince: at,
  epoch: 1,
  claim: 'clm_2b8s',
  rep,
  invitation,
  rule: 'exit-checkout',
  cart: { value: 61_200, currency: 'USD', quantity: 1 },
  checkoutStep: 1,
  lastText: 'Does it come with a strap?',
  unread: 1,
};
