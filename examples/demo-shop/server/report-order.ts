import type { PricedOrder } from './price-order.ts';

export interface OrderReport {
  readonly site: string;
  readonly transactionId: string;
  readonly order: PricedOrder;
}

export interface ReporterOptions {
  readonly relayUrl: string;
  readonly secretKeys: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/** About a minute in all: long enough for a relay that restarts, short enough to forget one that is gone. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const TRY_TIMEOUT_MS = 5_000;
/** A relay that stays away must not fill this process with waiting reports. */
const MAX_PENDING = 200;

/**
 * Tells the relay about orders, server to server, so that a saved cart is confirmed by somebody who cannot be a shopper's browser.
 * It returns at once and never throws: an order is valid whether or not the relay hears of it.
 */
export function createOrderReporter(options: ReporterOptions): (report: OrderReport) => void {
  let pending = 0;

  async function deliver(report: OrderReport, secretKey: string): Promise<void> {
    const lastTry = RETRY_DELAYS_MS.length;
    for (let attempt = 0; attempt <= lastTry; attempt += 1) {
      const outcome = await tryOnce(options, report, secretKey);
      if (outcome === 'done') return;
      if (outcome !== 'again') {
        console.warn(
          `Order ${report.transactionId}: the relay refused it (${outcome}). Check the secret key of ${report.site}.`,
        );
        return;
      }
      if (attempt < lastTry) await pause(RETRY_DELAYS_MS[attempt] ?? 0);
    }
    console.warn(
      `Order ${report.transactionId}: ${options.relayUrl} could not be reached; the sale stays unconfirmed.`,
    );
  }

  return (report) => {
    const secretKey = options.secretKeys[report.site];
    if (secretKey === undefined) {
      console.warn(`Order ${report.transactionId}: no secret key for ${report.site}, so the relay was not told.`);
      return;
    }
    if (pending >= MAX_PENDING) {
      console.warn(
        `Order ${report.transactionId}: ${MAX_PENDING} reports already wait for the relay, so this one was dropped.`,
      );
      return;
    }
    pending += 1;
    void deliver(report, secretKey).finally(() => {
      pending -= 1;
    });
  };
}

/** `done`, `again` (worth another try), or a sentence that says why not. */
async function tryOnce(options: ReporterOptions, report: OrderReport, secretKey: string): Promise<string> {
  try {
    const response = await options.fetch(`${options.relayUrl}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(report)),
      signal: AbortSignal.timeout(TRY_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return 'done';
    const isPassing = response.status === 408 || response.status === 429 || response.status >= 500;
    return isPassing ? 'again' : `status ${response.status}`;
  } catch {
    return 'again';
  }
}

function bodyOf({ transactionId, order }: OrderReport): Readonly<Record<string, unknown>> {
  return {
    transactionId,
    value: order.value,
    currency: order.currency,
    items: order.items.map(({ sku, name, quantity, price }) => ({ sku, name, quantity, price })),
    ...(order.coupon?.accepted === true ? { coupon: order.coupon.code } : {}),
  };
}

/** Unref'd: a process that wants to end is not held up by a report. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
