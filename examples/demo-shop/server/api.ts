import { priceOrder } from './price-order.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';
import { findContactMistakes, readPriceRequest } from './read-order.ts';
import type { OrderReport } from './report-order.ts';
import { makeTransactionId } from './transaction-id.ts';
import type { Catalogue } from './types.ts';

/** `POST api/quote` says what a cart costs; `POST api/orders` takes the order and has it reported to the relay. */
export async function answerApi(
  catalogue: Catalogue,
  path: string,
  request: Request,
  report: (report: OrderReport) => void,
): Promise<Response> {
  if (path !== 'api/quote' && path !== 'api/orders') {
    return problem({ status: 404, code: 'not_found', title: 'There is api/quote and api/orders, nothing else.' });
  }
  if (request.method !== 'POST') {
    const refused = problem({ status: 405, code: 'method_not_allowed', title: 'Use POST.' });
    refused.headers.set('allow', 'POST');
    return refused;
  }
  const json = await readJson(request);
  if (!json.ok) return problem({ status: json.status, code: 'unreadable_body', title: json.title });

  const read = readPriceRequest(catalogue, json.body);
  const contactMistakes = path === 'api/orders' ? findContactMistakes(json.body) : [];
  if (!read.ok || contactMistakes.length > 0) {
    const mistakes = [...(read.ok ? [] : read.mistakes), ...contactMistakes];
    return problem({ status: 422, code: 'invalid_order', title: 'The order cannot be read.', mistakes });
  }

  const order = priceOrder(catalogue, read.value);
  if (path === 'api/quote') return Response.json(order, { headers: { 'cache-control': 'no-store' } });
  if (order.coupon?.accepted === false) {
    // Nobody shall pay more than the page showed: a code that does not hold stops the order instead of being ignored.
    return problem({
      status: 422,
      code: 'coupon_rejected',
      title: order.coupon.reason,
      mistakes: [{ pointer: '/coupon', detail: order.coupon.reason }],
    });
  }
  const transactionId = makeTransactionId(catalogue.orderPrefix);
  report({ site: catalogue.site, transactionId, order });
  return Response.json({ transactionId, ...order }, { status: 201, headers: { 'cache-control': 'no-store' } });
}
