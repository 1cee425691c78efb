-- Prices and stock change often: room in each page keeps their updates there (heap-only tuples).
alter table offers.offers set (fillfactor = 80);
alter table offers.stock set (fillfactor = 80);

-- What buyers may buy of these cards: offer active, card published, variant not archived, seller approved. The rule stands here only; nothing stores it.
create or replace function offers.buyable_of_cards(p_cards int[])
returns table (offer_id int, seller_id int, card_id int, variant_id int, price_minor bigint, old_price_minor bigint, currency text, qty bigint)
language sql stable as $$
  select o.id, o.seller_id, o.card_id, o.variant_id, o.price_minor, o.old_price_minor, o.currency, coalesce((select sum(k.qty) from offers.stock k where k.offer_id = o.id), 0)
  from offers.offers o
  join catalog.cards c on c.id = o.card_id and c.status = 'published'
  join catalog.variants v on v.id = o.variant_id and not v.archived
  join accounts.sellers s on s.id = o.seller_id and s.status = 'approved'
  where o.card_id = any (p_cards) and o.status = 'active'
$$;
