-- === the fold of the rules (matrix/fold.ts) ===
-- Origins of a rule's fields: field -> [category, version that last set it].
create or replace function taxonomy.rule_origins(p_category int, p_field_versions jsonb, p_afresh boolean) returns jsonb
language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, jsonb_build_array(p_category, value)), '{}'::jsonb) from jsonb_each(p_field_versions) where p_afresh or key <> '_'
$$;

-- Folds the given (category, attribute) pairs down their subtrees; attribute null = every attribute that the subtree has now or gets from its parent or its own rules.
-- Returns the categories whose cells changed. A set below an exclusion starts afresh because the exclusion left no cell to inherit.
create or replace function taxonomy.fold_pairs(p_categories int[], p_attributes int[]) returns int[]
language plpgsql as $$
declare d int; put int[]; changed int[] := '{}';
begin
  create temp table if not exists fold_scope (category_id int not null, parent_id int, depth int not null, attribute_no int not null, primary key (category_id, attribute_no)) on commit delete rows;
  truncate fold_scope;
  insert into fold_scope
    select distinct c.id, c.parent_id, c.depth, x.attribute_no
    from unnest(p_categories, p_attributes) x(category_id, attribute_no) join taxonomy.categories c on c.path @> array[x.category_id]
    where x.attribute_no is not null and c.alias_of is null on conflict do nothing;
  insert into fold_scope
    select distinct c.id, c.parent_id, c.depth, a.attribute_no
    from unnest(p_categories, p_attributes) x(category_id, attribute_no)
    join taxonomy.categories top on top.id = x.category_id
    join taxonomy.categories c on c.path @> array[x.category_id]
    cross join lateral (
      select attribute_no from taxonomy.effective_cells e where e.category_id = c.id
      union select attribute_no from taxonomy.effective_cells e where e.category_id = top.parent_id
      union select attribute_no from taxonomy.rules r where r.to_version is null and r.category_id = any (c.path)) a
    where x.attribute_no is null and c.alias_of is null on conflict do nothing;
  analyze fold_scope;
  for d in select distinct depth from fold_scope order by 1 loop
    with src as (
      select s.category_id, s.attribute_no, p.fields as inherited, p.origins as inherited_origins, r.op, r.fields, r.field_versions
      from fold_scope s
      left join taxonomy.effective_cells p on p.category_id = s.parent_id and p.attribute_no = s.attribute_no
      left join taxonomy.rules r on r.category_id = s.category_id and r.attribute_no = s.attribute_no and r.to_version is null
      where s.depth = d
    ), gone as (
      delete from taxonomy.effective_cells e using src
      where e.category_id = src.category_id and e.attribute_no = src.attribute_no and (src.op = 'exclude' or (src.inherited is null and src.op is null))
      returning e.category_id
    ), written as (
    insert into taxonomy.effective_cells as e (category_id, attribute_no, fields, origins)
    select category_id, attribute_no,
      case when op is null then inherited else coalesce(inherited, '{}') || fields end,
      case when op is null then inherited_origins else coalesce(inherited_origins, '{}') || taxonomy.rule_origins(category_id, field_versions, inherited is null) end
    from src where op is distinct from 'exclude' and (inherited is not null or op = 'set')
    on conflict (category_id, attribute_no) do update set fields = excluded.fields, origins = excluded.origins
    where e.fields is distinct from excluded.fields or e.origins is distinct from excluded.origins
    returning e.category_id)
    select array_agg(distinct category_id) into put from (select category_id from gone union all select category_id from written) x;
    changed := changed || coalesce(put, '{}');
  end loop;
  return changed;
end $$;

-- Folds the whole matrix and writes only what differs. Returns the categories whose cells changed.
create or replace function taxonomy.fold_all() returns int[]
language plpgsql as $$
declare d int; changed int[];
begin
  create temp table if not exists fold_new (category_id int not null, attribute_no int not null, fields jsonb not null, origins jsonb not null, primary key (category_id, attribute_no)) on commit delete rows;
  truncate fold_new;
  for d in select distinct depth from taxonomy.categories where alias_of is null order by 1 loop
    insert into fold_new
    with r as (
      select r.category_id, r.attribute_no, r.op, r.fields, r.field_versions from taxonomy.rules r join taxonomy.categories c on c.id = r.category_id
      where r.to_version is null and c.depth = d and c.alias_of is null
    ), p as (
      select c.id as category_id, n.attribute_no, n.fields, n.origins from taxonomy.categories c join fold_new n on n.category_id = c.parent_id where c.depth = d and c.alias_of is null
    )
    select coalesce(p.category_id, r.category_id), coalesce(p.attribute_no, r.attribute_no),
      case when r.op is null then p.fields else coalesce(p.fields, '{}') || r.fields end,
      case when r.op is null then p.origins else coalesce(p.origins, '{}') || taxonomy.rule_origins(r.category_id, r.field_versions, p.fields is null) end
    from p full join r on r.category_id = p.category_id and r.attribute_no = p.attribute_no
    where r.op is distinct from 'exclude';
    analyze fold_new;
  end loop;
  with gone as (
    delete from taxonomy.effective_cells e where not exists (select 1 from fold_new n where n.category_id = e.category_id and n.attribute_no = e.attribute_no) returning e.category_id
  ), put as (
    insert into taxonomy.effective_cells as e select * from fold_new
    on conflict (category_id, attribute_no) do update set fields = excluded.fields, origins = excluded.origins
    where e.fields is distinct from excluded.fields or e.origins is distinct from excluded.origins
    returning e.category_id
  ) select coalesce(array_agg(distinct category_id), '{}') into changed from (select category_id from gone union all select category_id from put) x;
  return changed;
end $$;
-- A new artefact from an old one: steps {i, v} replace the attribute at i, {i, v, n} stand before it, {i} take it out (matrix/artefact.ts).
create or replace function taxonomy.patch_artefact(p_artefact jsonb, p_steps jsonb) returns jsonb
language plpgsql immutable parallel safe as $$
declare step jsonb; place text[];
begin
  for step in select value from jsonb_array_elements(p_steps) loop
    place := array['attributes', step ->> 'i'];
    p_artefact := case when not step ? 'v' then p_artefact #- place when step ? 'n' then jsonb_insert(p_artefact, place, step -> 'v') else jsonb_set(p_artefact, place, step -> 'v', false) end;
  end loop;
  return p_artefact;
end $$;
-- === end of the fold ===
-- Reserved attributes stand in the dictionary like any other, so that rules, labels and journals can name them (reserved.ts holds their base fields).
insert into taxonomy.attributes (no, key, type, localised, label_ru, label_en, description_ru, description_en, created_version) values
  (1, 'name', 'text', true, 'Название', 'Name', 'Как товар называется в карточке и в поиске', 'What the product is called on its card and in search', 0),
  (2, 'description', 'text', true, 'Описание', 'Description', 'Рассказ о товаре для покупателя', 'What a buyer should know about the product', 0),
  (3, 'brand', 'list', false, 'Бренд', 'Brand', 'Марка, под которой товар выпускается', 'The brand the product is sold under', 0),
  (4, 'gtin', 'text', false, 'Штрихкод (GTIN)', 'Barcode (GTIN)', 'Международный номер товара: 8, 12, 13 или 14 цифр', 'Global trade item number: 8, 12, 13 or 14 digits', 0),
  (5, 'pictures', 'text', false, 'Изображения', 'Pictures', 'Фотографии товара', 'Photographs of the product', 0)
on conflict (no) do update set label_ru = excluded.label_ru, label_en = excluded.label_en, description_ru = excluded.description_ru, description_en = excluded.description_en;

-- === visible values (visible-values.ts says the same in TypeScript; a property test holds the two together) ===
-- The keys of `attrs` that a schema shows at a level. Take it once per schema, then ask visible_values per row.
create or replace function taxonomy.level_keys(p_artefact jsonb, p_level text) returns text[]
language sql immutable strict parallel safe as $$
  select coalesce(array_agg(a ->> 'no'), '{}') from jsonb_array_elements(p_artefact -> 'attributes') a where a ->> 'level' = p_level
$$;

-- Of p_values only p_keys. Nearly always nothing is parked, and the values pass untouched.
create or replace function taxonomy.only_keys(p_values jsonb, p_keys text[]) returns jsonb
language plpgsql immutable parallel safe as $$
declare parked jsonb := p_values - p_keys;
begin
  if parked = '{}' then return p_values; end if;
  return p_values - array(select jsonb_object_keys(parked));
end $$;

-- Own values win, then what all variants agree on, then the card's. p_variants is an array of attrs. Pass null for a level that must not be read.
create or replace function taxonomy.visible_values(p_keys text[], p_own jsonb, p_card jsonb, p_variants jsonb) returns jsonb
language plpgsql immutable parallel safe as $$
declare
  own jsonb := coalesce(p_own, '{}');
  parked jsonb := own - p_keys;
  shared jsonb;
begin
  if parked <> '{}' then own := own - array(select jsonb_object_keys(parked)); end if;
  if p_variants -> 0 ?| p_keys then
    select jsonb_object_agg(f.key, f.value) into shared from jsonb_each(p_variants -> 0) f
    where f.key = any (p_keys) and not exists (select 1 from jsonb_array_elements(p_variants) v where v -> f.key is distinct from f.value);
    own := coalesce(shared, '{}') || own;
  end if;
  if p_card ?| p_keys then own := taxonomy.only_keys(p_card, p_keys) || own; end if;
  return own;
end $$;

-- The same from the artefact, for one card at a time: a card reads its variants, a variant its card, an offer its variant and its card.
create or replace function taxonomy.visible_values(p_artefact jsonb, p_level text, p_own jsonb, p_card jsonb, p_variants jsonb) returns jsonb
language sql immutable parallel safe as $$
  select taxonomy.visible_values(taxonomy.level_keys(p_artefact, p_level), p_own, case when p_level <> 'card' then p_card end, case when p_level <> 'variant' then p_variants end)
$$;
-- === end of visible values ===

-- === filled values (isFilled in conditions.ts; sql/value-sql.ts asks the common shapes first and this for the rest) ===
create or replace function taxonomy.not_blank(p_text text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return btrim(p_text, E'\t\n\x0b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff') <> '';
end $$;

create or replace function taxonomy.is_filled(p_value jsonb) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return case jsonb_typeof(p_value)
    when 'number' then true
    when 'boolean' then true
    when 'array' then p_value <> '[]'
    when 'string' then taxonomy.not_blank(p_value #>> '{}')
    when 'object' then exists (
      select 1 from jsonb_each(p_value) e where e.key not in ('ru', 'en') or jsonb_typeof(e.value) <> 'string' or taxonomy.not_blank(e.value #>> '{}'))
    else false end;
end $$;
-- === end of filled values ===
