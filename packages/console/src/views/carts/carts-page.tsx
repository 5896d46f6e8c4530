import type { JSX } from 'preact';
import { ownSites, siteById } from '../../desk/names.ts';
import { useEffect } from 'preact/hooks';
import { say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { InShop } from '../../ui/in-shop.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './carts-page.css';
import { LedgerTable } from './ledger-table.tsx';
import { SitePicker } from './site-picker.tsx';
import { Tiles } from './tiles.tsx';

/** A shop's ledger: what was saved, what it earned, what is not certain yet. */
export function CartsPage(): JSX.Element {
  const { nav } = useConsole();
  const { history, me } = useDesk();
  const own = ownSites(me);
  const shop = siteById(own, nav.route.value.id) ?? own[0];
  const shopId = shop?.id;
  useEffect(() => {
    if (shopId !== undefined) void history.loadLedger(shopId);
  }, [shopId]);
  const text = strings.carts;
  const { value, isLoading, hasFailed } = history.ledger(shopId ?? '');
  const reload = (): void => void (shopId !== undefined && history.loadLedger(shopId));
  return (
    <main class="page" id="main" tabIndex={-1}>
      <InShop accent={shop?.accent} class="page-in">
        <header class="page-head">
          <div>
            <h1>{text.title}</h1>
            <p class="page-lead">
              <span class="carts-shop">{shop?.name}</span> · {text.lead}
            </p>
          </div>
          <div class="page-tools">
            {own.length > 1 && <SitePicker value={shopId} onChoose={(next) => nav.go('carts', next)} />}
            <Button size="small" busy={isLoading} onClick={reload}>
              {text.refresh}
            </Button>
          </div>
        </header>
        {value === undefined && !hasFailed && (
          <>
            <Skeleton shape="tiles" rows={4} />
            <Skeleton shape="lines" rows={5} />
          </>
        )}
        {hasFailed && (
          <Empty icon="alert" title={say(text.failed, { shop: shop?.name ?? '' })}>
            <p>{text.failedHint}</p>
            <Button onClick={reload}>{strings.shell.retry}</Button>
          </Empty>
        )}
        {value && (
          <>
            <Tiles totals={value.totals} />
            {value.confirmed.length + value.unconfirmed.length === 0 && (
              <Empty icon="cart" title={text.emptyTitle}>
                {text.empty}
              </Empty>
            )}
            {value.confirmed.length > 0 && (
              <LedgerTable title={text.confirmedGroup} lines={value.confirmed} totals={value.totals} />
            )}
            {value.unconfirmed.length > 0 && (
              <LedgerTable title={text.unconfirmedGroup} note={text.unconfirmedNote} lines={value.unconfirmed} />
            )}
          </>
        )}
      </InShop>
    </main>
  );
}
