CREATE SCHEMA "ai";
--> statement-breakpoint
CREATE SCHEMA "imports";
--> statement-breakpoint
CREATE SCHEMA "moderation";
--> statement-breakpoint
CREATE SCHEMA "search";
--> statement-breakpoint
CREATE TABLE "ai"."generations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ai"."generations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"card_id" integer NOT NULL,
	"seller_id" integer,
	"kind" text NOT NULL,
	"input_hash" text NOT NULL,
	"prompt_version" text NOT NULL,
	"source" text NOT NULL,
	"model" text NOT NULL,
	"output" jsonb,
	"flags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"tokens_in" integer,
	"tokens_out" integer,
	"latency_ms" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "imports"."import_jobs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports"."import_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"seller_id" integer NOT NULL,
	"category_id" integer NOT NULL,
	"file_id" text NOT NULL,
	"file_name" text NOT NULL,
	"status" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text,
	"delimiter" text,
	"sheet" text,
	"header" jsonb NOT NULL,
	"header_row" integer NOT NULL,
	"header_hash" text NOT NULL,
	"mapping" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"schema_hash" text NOT NULL,
	"rows_total" integer DEFAULT 0 NOT NULL,
	"rows_valid" integer DEFAULT 0 NOT NULL,
	"rows_invalid" integer DEFAULT 0 NOT NULL,
	"rows_created" integer DEFAULT 0 NOT NULL,
	"rows_updated" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_refused" integer DEFAULT 0 NOT NULL,
	"cards_submitted" integer DEFAULT 0 NOT NULL,
	"cards_incomplete" integer DEFAULT 0 NOT NULL,
	"cursor" integer DEFAULT 0 NOT NULL,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer DEFAULT 0 NOT NULL,
	"step_started_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"submitting" text,
	"failure" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "imports"."import_rows" (
	"job_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"unit_no" integer NOT NULL,
	"card_row" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"sku" text NOT NULL,
	"parsed" jsonb,
	"issues" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'staged' NOT NULL,
	"action" text,
	"card_id" integer,
	"variant_id" integer,
	CONSTRAINT "import_rows_job_id_row_no_pk" PRIMARY KEY("job_id","row_no")
);
--> statement-breakpoint
CREATE TABLE "imports"."imported_items" (
	"seller_id" integer NOT NULL,
	"sku" text NOT NULL,
	"card_id" integer NOT NULL,
	"variant_id" integer NOT NULL,
	"job_id" integer NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imported_items_seller_id_sku_pk" PRIMARY KEY("seller_id","sku")
);
--> statement-breakpoint
CREATE TABLE "imports"."mapping_profiles" (
	"seller_id" integer NOT NULL,
	"header_hash" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"uses" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "mapping_profiles_seller_id_header_hash_pk" PRIMARY KEY("seller_id","header_hash")
);
--> statement-breakpoint
CREATE TABLE "imports"."value_fixes" (
	"seller_id" integer NOT NULL,
	"target" text NOT NULL,
	"value" text NOT NULL,
	"fix" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "value_fixes_seller_id_target_value_pk" PRIMARY KEY("seller_id","target","value")
);
--> statement-breakpoint
CREATE TABLE "moderation"."lanes" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"label_ru" text NOT NULL,
	"label_en" text NOT NULL,
	"rank" smallint NOT NULL,
	"promise_minutes" integer NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderation"."reason_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"severity" text NOT NULL,
	"text_ru" text NOT NULL,
	"text_en" text NOT NULL,
	"how_to_fix_ru" text NOT NULL,
	"how_to_fix_en" text NOT NULL,
	"position" smallint NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderation"."tasks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation"."tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"lane" text NOT NULL,
	"card_id" integer,
	"change_set_id" integer,
	"seller_id" integer,
	"rank" smallint NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"claimed_by" text,
	"claim_until" timestamp with time zone,
	"outcome" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."facet_slots" (
	"attribute_no" integer PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slot" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."product_num" (
	"card_id" integer NOT NULL,
	"variant_id" integer NOT NULL,
	"attribute_no" smallint NOT NULL,
	"lo" double precision NOT NULL,
	"hi" double precision NOT NULL,
	CONSTRAINT "product_num_card_id_attribute_no_variant_id_pk" PRIMARY KEY("card_id","attribute_no","variant_id")
);
--> statement-breakpoint
CREATE TABLE "search"."product_search" (
	"card_id" integer PRIMARY KEY NOT NULL,
	"category_id" integer NOT NULL,
	"popularity" integer NOT NULL,
	"rating" real NOT NULL,
	"in_stock" boolean NOT NULL,
	"min_price" bigint,
	"published_at" timestamp with time zone NOT NULL,
	"cat_ids" integer[] NOT NULL,
	"facet_ids" integer[] NOT NULL,
	"variant_ids" bigint[] NOT NULL,
	"seller_ids" integer[] NOT NULL,
	"axis_set" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."product_text" (
	"card_id" integer PRIMARY KEY NOT NULL,
	"popularity" integer NOT NULL,
	"cat_ids" integer[] NOT NULL,
	"tsv" "tsvector" NOT NULL,
	"words" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."word_dict" (
	"word" text PRIMARY KEY NOT NULL,
	"freq" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog"."change_actions" ADD COLUMN "source" jsonb;--> statement-breakpoint
ALTER TABLE "imports"."import_rows" ADD CONSTRAINT "import_rows_job_id_import_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "imports"."import_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation"."tasks" ADD CONSTRAINT "tasks_lane_lanes_key_fk" FOREIGN KEY ("lane") REFERENCES "moderation"."lanes"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "generations_card" ON "ai"."generations" USING btree ("card_id","id");--> statement-breakpoint
CREATE INDEX "generations_input" ON "ai"."generations" USING btree ("input_hash","id");--> statement-breakpoint
CREATE INDEX "generations_seller" ON "ai"."generations" USING btree ("seller_id","created_at");--> statement-breakpoint
CREATE INDEX "import_jobs_seller" ON "imports"."import_jobs" USING btree ("seller_id","id");--> statement-breakpoint
CREATE INDEX "import_jobs_running" ON "imports"."import_jobs" USING btree ("heartbeat_at") WHERE status in ('staging', 'applying') or submitting in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "import_rows_units" ON "imports"."import_rows" USING btree ("job_id","unit_no","row_no");--> statement-breakpoint
CREATE INDEX "import_rows_status" ON "imports"."import_rows" USING btree ("job_id","status","row_no");--> statement-breakpoint
CREATE INDEX "import_rows_cards" ON "imports"."import_rows" USING btree ("job_id","card_id") WHERE card_id is not null;--> statement-breakpoint
CREATE INDEX "imported_items_card" ON "imports"."imported_items" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "reason_codes_scope" ON "moderation"."reason_codes" USING btree ("scope","position");--> statement-breakpoint
CREATE INDEX "tasks_queue" ON "moderation"."tasks" USING btree ("rank","due_at","id") WHERE status in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX "tasks_lane_queue" ON "moderation"."tasks" USING btree ("lane","rank","due_at","id") WHERE status in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX "tasks_holder" ON "moderation"."tasks" USING btree ("claimed_by") WHERE status = 'in_review';--> statement-breakpoint
CREATE INDEX "tasks_seller" ON "moderation"."tasks" USING btree ("seller_id","id");--> statement-breakpoint
CREATE INDEX "tasks_card" ON "moderation"."tasks" USING btree ("card_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_one_open_per_change_set" ON "moderation"."tasks" USING btree ("change_set_id") WHERE status in ('queued', 'in_review');--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_one_open_per_seller_review" ON "moderation"."tasks" USING btree ("seller_id") WHERE kind = 'seller' and status in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX "product_num_value" ON "search"."product_num" USING btree ("attribute_no","lo","card_id");--> statement-breakpoint
CREATE INDEX "product_search_gin" ON "search"."product_search" USING gin ("cat_ids","facet_ids","variant_ids");--> statement-breakpoint
CREATE INDEX "product_text_gin" ON "search"."product_text" USING gin ("tsv","cat_ids");--> statement-breakpoint
CREATE INDEX "word_dict_trgm" ON "search"."word_dict" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "word_dict_prefix" ON "search"."word_dict" USING btree ("word" text_pattern_ops);