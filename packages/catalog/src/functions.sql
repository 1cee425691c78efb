-- Values are large and change rarely; popularity and ratings change often: leave room for them in the page.
alter table catalog.cards set (fillfactor = 90);

drop function if exists catalog.card_list_rows(int[]);
-- The rows of catalog.card_list and catalog.card_names for these cards, from the source of truth. Tokens are kind << 27 | id; the kinds stand in card-list/tokens.ts.
create or replace function catalog.card_list_rows(p_ids int[]) returns table (card_id int, tokens int[], updated_seq bigint)
language sql stable as $$
  select c.id,
    (select array_agg(distinct t order by t) from (
      select (1 << 27) | p from taxonomy.categories k, unnest(k.path) p where k.id = c.category_id
      union all select (2 << 27) | c.seller_id where c.seller_id is not null
      union all select (2 << 27) | s.seller_id from catalog.card_sellers s where s.card_id = c.id
      union all select (3 << 27) | array_position(array['draft', 'validating', 'in_moderation', 'changes_requested', 'published', 'rejected', 'suppressed', 'merged', 'archived'], c.status)
      union all select (4 << 27) | case when c.completeness >= 100 then 1 when c.completeness >= 80 then 2 when c.completeness >= 50 then 3 else 4 end
      union all select (5 << 27) | case when c.quality >= 90 then 1 when c.quality >= 80 then 2 when c.quality >= 70 then 3 when c.quality >= 60 then 4 else 5 end
      union all select (6 << 27) | m from unnest(c.missing) m
      union all select (8 << 27) | 1 where c.invalid <> '{}'
      union all select (7 << 27) | p from taxonomy.categories k, unnest(k.path) p where k.id = any (c.placements)) x(t)),
    c.updated_seq
  from catalog.cards c where c.id = any (p_ids)
$$;

create or replace function catalog.card_name_rows(p_ids int[]) returns table (card_id int, name text)
language sql stable as $$
  select c.id, left(lower(concat_ws(' ', c.attrs #>> '{1,ru}', c.attrs #>> '{1,en}')), 600) from catalog.cards c where c.id = any (p_ids)
$$;

-- Rebuilds the list's rows of these cards; writes only what differs. Returns how many cards changed.
create or replace function catalog.project_card_list(p_ids int[]) returns int
language sql as $$
  with listed as (
    insert into catalog.card_list as l (card_id, tokens, updated_seq) select r.card_id, r.tokens, r.updated_seq from catalog.card_list_rows(p_ids) r
    on conflict (card_id) do update set tokens = excluded.tokens, updated_seq = excluded.updated_seq
    where l.tokens is distinct from excluded.tokens or l.updated_seq is distinct from excluded.updated_seq returning l.card_id
  ), named as (
    insert into catalog.card_names as n (card_id, name) select r.card_id, r.name from catalog.card_name_rows(p_ids) r
    on conflict (card_id) do update set name = excluded.name where n.name is distinct from excluded.name returning n.card_id
  )
  select count(*)::int from (select card_id from listed union select card_id from named) x
$$;
