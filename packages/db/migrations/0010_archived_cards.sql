CREATE TABLE "catalog"."category_quality" (
	"category_id" integer PRIMARY KEY NOT NULL,
	"cards" integer NOT NULL,
	"completeness" integer NOT NULL,
	"quality" integer NOT NULL,
	"incomplete" integer NOT NULL,
	"invalid" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kernel"."activities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kernel"."activities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"title_ru" text NOT NULL,
	"title_en" text NOT NULL,
	"total" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"per_second" double precision,
	"href" text,
	"author" text NOT NULL,
	"seller_id" integer,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
ALTER TABLE "catalog"."card_sellers" ADD COLUMN "variant_ids" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ADD COLUMN "invalid" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ADD COLUMN "invalid_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ADD COLUMN "archived_from" text;--> statement-breakpoint
ALTER TABLE "catalog"."cards" ADD COLUMN "last_live" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "activities_running_unique" ON "kernel"."activities" USING btree ("key") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "activities_recent" ON "kernel"."activities" USING btree ("updated_at");--> statement-breakpoint
UPDATE "catalog"."card_sellers" s SET "variant_ids" = o.ids FROM (SELECT card_id, seller_id, array_agg(DISTINCT variant_id ORDER BY variant_id) AS ids FROM "offers"."offers" WHERE status <> 'archived' GROUP BY 1, 2) o WHERE o.card_id = s.card_id AND o.seller_id = s.seller_id;
