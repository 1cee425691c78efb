-- New categories of open change-sets get the ids they will have, which edits are given when they are saved from now on.
UPDATE "taxonomy"."changes" SET "change" = jsonb_set("change", '{category,id}', to_jsonb(nextval(pg_get_serial_sequence('taxonomy.categories', 'id'))))
WHERE "change" ->> 'kind' = 'category' AND NOT "change" -> 'category' ? 'id'
AND "change_set_id" IN (SELECT "id" FROM "taxonomy"."change_sets" WHERE "status" IN ('draft', 'scheduled', 'conflict'));
