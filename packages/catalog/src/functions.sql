-- Values are large and change rarely; popularity and ratings change often: leave room for them in the page.
alter table catalog.cards set (fillfactor = 90);

-- The rows of catalog.card_list for these cards, from the source of truth. Tokens are kind << 27 | id; the kinds stand in card-list/tokens.ts.
create or replace function catalog.card_list_rows(p_ids int[]) returns table (card_id int, tokens int[], updated_seq bigint, name text)
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
    c.updated_seq,
    left(lower(concat_ws(' ', c.attrs #>> '{1,ru}', c.attrs #>> '{1,en}')), 600)
  from catalog.cards c where c.id = any (p_ids)
$$;

-- Rebuilds the list's rows of these cards; writes only what differs. Returns how many rows changed.
create or replace function catalog.project_card_list(p_ids int[]) returns int
language plpgsql as $$
declare n int;
begin
  insert into catalog.card_list as l (card_id, tokens, updated_seq, name)
  select r.card_id, r.tokens, r.updated_seq, r.name from catalog.card_list_rows(p_ids) r
  on conflict (card_id) do update set tokens = excluded.tokens, updated_seq = excluded.updated_seq, name = excluded.name
  where l.tokens is distinct from excluded.tokens or l.updated_seq is distinct from excluded.updated_seq or l.name is distinct from excluded.name;
  get diagnostics n = row_count;
  return n;
end $$;
