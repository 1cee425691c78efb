-- Rewritten as a whole by every projection: room in the page keeps the GIN entries that did not change.
alter table search.product_search set (fillfactor = 80);

-- What a card is found by. The texts come normalised (understanding/normalise.ts); the configuration stems Russian words as Russian and Latin ones as English.
-- Weights: A name, brand and codes, B the category's names, C those above it, D the description.
-- own_tsv(...) || place_tsv(...) is a card's vector. The place comes last, so that ts_filter(tsv, '{a,d}') is own_tsv again, positions included.
drop function if exists search.document_tsv(text, text, text, text);
drop function if exists search.document_tsv(text, text, text, text, text, text);
create or replace function search.own_tsv(p_name text, p_brand text, p_description text, p_codes text) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('pg_catalog.simple', p_codes), 'A') || setweight(to_tsvector('pg_catalog.russian', p_description), 'D')
      || setweight(to_tsvector('pg_catalog.russian', p_name), 'A') || setweight(to_tsvector('pg_catalog.russian', p_brand), 'A')
$$;
create or replace function search.place_tsv(p_category text, p_sections text) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('pg_catalog.russian', p_category), 'B') || setweight(to_tsvector('pg_catalog.russian', p_sections), 'C')
$$;

-- The stem of each word, null for stop words; words of digits and letters stay as they are.
create or replace function search.stems(p_words text[]) returns table (word text, stem text)
language sql immutable parallel safe as $$
  select w, case when w ~ '^[a-z]+$' then (ts_lexize('pg_catalog.english_stem', w))[1] when w ~ '^[а-я]+$' then (ts_lexize('pg_catalog.russian_stem', w))[1] else w end
  from unnest(p_words) w
$$;

-- Takes the words of these cards into the dictionary, and what they had before out of it. Exact: word_dict.freq is always the number of rows in card_words that hold the word.
create or replace function search.learn_words(p_ids int[], p_words jsonb) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('search.words'));
  with fresh as (
    select (x ->> 'id')::int as card_id, (x ->> 'hash')::bigint as text_hash, array(select jsonb_array_elements_text(x -> 'words')) as words from jsonb_array_elements(p_words) x
  ), delta as (
    select word, sum(n)::int as n from (
      select w as word, 1 as n from fresh, unnest(words) w
      union all select w, -1 from search.card_words c, unnest(c.words) w where c.card_id = any (p_ids)) s
    group by word having sum(n) <> 0
  ), gone as (
    delete from search.word_dict d using delta where d.word = delta.word and d.freq + delta.n <= 0
  ), known as (
    insert into search.word_dict as d (word, freq) select word, n from delta where not exists (select 1 from search.word_dict e where e.word = delta.word and e.freq + delta.n <= 0)
    on conflict (word) do update set freq = d.freq + excluded.freq
  ), dropped as (
    delete from search.card_words c where c.card_id = any (p_ids) and not exists (select 1 from fresh f where f.card_id = c.card_id)
  )
  insert into search.card_words as c (card_id, words, text_hash) select card_id, words, text_hash from fresh
  on conflict (card_id) do update set words = excluded.words, text_hash = excluded.text_hash where c is distinct from excluded;
end $$;
