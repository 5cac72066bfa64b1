/**
 * Migrations of the reporting tables. A released one is never changed. Money in minor units, days in UTC by the time an
 * order was placed. No personal data.
 */
export const migrations = [
  `
  create table reporting.orders (
    order_id text primary key,
    -- Increases with every change of the order: an older version never replaces a newer one.
    version integer not null,
    day date not null,
    placed_at timestamptz not null,
    status text not null,
    currency text not null,
    items integer not null,
    subtotal bigint not null,
    discount bigint not null,
    shipping bigint not null,
    tax bigint not null,
    total bigint not null,
    captured bigint not null,
    refunded bigint not null
  );
  create index orders_by_day on reporting.orders (day, currency);
  create index orders_by_status on reporting.orders (status);

  create table reporting.order_items (
    order_id text not null references reporting.orders on delete cascade,
    sku text not null,
    name text not null,
    quantity integer not null,
    -- Paid for the goods, after discounts; with tax if the shop's prices include it.
    revenue bigint not null,
    refunded_quantity integer not null,
    primary key (order_id, sku)
  );
  create index order_items_by_sku on reporting.order_items (sku);

  create table reporting.refunds (
    refund_id text primary key,
    order_id text not null references reporting.orders on delete cascade,
    amount bigint not null,
    requested_at timestamptz not null
  );
  create index refunds_by_order on reporting.refunds (order_id);

  -- Handled events, each written in the transaction of what it changed.
  create table reporting.claims (
    event_id text primary key,
    claimed_at timestamptz not null default now()
  );

  -- One row. While rebuilding_since is set, the figures are too small.
  create table reporting.state (
    one boolean primary key default true check (one),
    rebuilding_since timestamptz
  );
  insert into reporting.state default values;
  `,
  // Days are those of the shop's time zone, found by the moment at which an order was placed.
  `
  create index orders_by_time on reporting.orders (placed_at, currency);
  `,
];
