-- One date a card becomes a date for each of its disallowed values; until now they shared the first one's.
CREATE FUNCTION pg_temp.since_each(nos integer[], since timestamp with time zone) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(no::text, to_jsonb(since)), '{}'::jsonb) FROM unnest(nos) no WHERE since IS NOT NULL
$$;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ALTER COLUMN "invalid_since" SET DATA TYPE jsonb USING pg_temp.since_each("invalid", "invalid_since");--> statement-breakpoint
ALTER TABLE "catalog"."cards" ALTER COLUMN "invalid_since" SET DEFAULT '{}'::jsonb;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ALTER COLUMN "invalid_since" SET NOT NULL;
