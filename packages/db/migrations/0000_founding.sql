CREATE SCHEMA "accounts";
--> statement-breakpoint
CREATE SCHEMA "catalog";
--> statement-breakpoint
CREATE SCHEMA "files";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "kernel";
--> statement-breakpoint
CREATE SCHEMA "offers";
--> statement-breakpoint
CREATE SCHEMA "taxonomy";
--> statement-breakpoint
CREATE SEQUENCE "catalog"."card_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "kernel"."dirty_version" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "kernel"."outbox_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "accounts"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."devices" (
	"user_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_user_id_fingerprint_pk" PRIMARY KEY("user_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "accounts"."rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."request_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "accounts"."seller_invitations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts"."seller_invitations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"seller_id" integer NOT NULL,
	"email" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts"."seller_members" (
	"seller_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seller_members_seller_id_user_id_pk" PRIMARY KEY("seller_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "accounts"."seller_requirements" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title_ru" text NOT NULL,
	"title_en" text NOT NULL,
	"hint_ru" text DEFAULT '' NOT NULL,
	"hint_en" text DEFAULT '' NOT NULL,
	"required" boolean DEFAULT true NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."seller_submissions" (
	"seller_id" integer NOT NULL,
	"requirement_key" text NOT NULL,
	"status" text NOT NULL,
	"file_id" text,
	"file_name" text,
	"value" text,
	"reason_code" text,
	"note" text,
	"submitted_by" text,
	"reviewed_by" text,
	"submitted_at" timestamp with time zone,
	"reviewed_at" timestamp with time zone,
	CONSTRAINT "seller_submissions_seller_id_requirement_key_pk" PRIMARY KEY("seller_id","requirement_key")
);
--> statement-breakpoint
CREATE TABLE "accounts"."sellers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts"."sellers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name_ru" text NOT NULL,
	"name_en" text NOT NULL,
	"slug" text NOT NULL,
	"status" text DEFAULT 'registered' NOT NULL,
	"legal_name" text DEFAULT '' NOT NULL,
	"inn" text DEFAULT '' NOT NULL,
	"kpp" text DEFAULT '' NOT NULL,
	"ogrn" text DEFAULT '' NOT NULL,
	"bik" text DEFAULT '' NOT NULL,
	"account_no" text DEFAULT '' NOT NULL,
	"legal_address" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"about" jsonb DEFAULT '{"ru":"","en":""}'::jsonb NOT NULL,
	"status_reason" text,
	"status_note" text,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts"."users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"roles" text[] DEFAULT '{buyer}' NOT NULL,
	"locale" text DEFAULT 'ru' NOT NULL,
	"seller_id" integer,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."card_list" (
	"card_id" integer PRIMARY KEY NOT NULL,
	"tokens" integer[] NOT NULL,
	"updated_seq" bigint NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."card_revisions" (
	"card_id" integer NOT NULL,
	"version" integer NOT NULL,
	"patch" jsonb NOT NULL,
	"inverse" jsonb NOT NULL,
	"actor" text NOT NULL,
	"source" text NOT NULL,
	"change_set_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_revisions_card_id_version_pk" PRIMARY KEY("card_id","version")
);
--> statement-breakpoint
CREATE TABLE "catalog"."card_sellers" (
	"card_id" integer NOT NULL,
	"seller_id" integer NOT NULL,
	CONSTRAINT "card_sellers_card_id_seller_id_pk" PRIMARY KEY("card_id","seller_id")
);
--> statement-breakpoint
CREATE TABLE "catalog"."cards" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog"."cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"category_id" integer NOT NULL,
	"placements" integer[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"row_version" integer DEFAULT 1 NOT NULL,
	"schema_hash" text NOT NULL,
	"attrs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sources" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"seller_id" integer,
	"popularity" integer DEFAULT 0 NOT NULL,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	"rating_count" integer DEFAULT 0 NOT NULL,
	"completeness" smallint DEFAULT 0 NOT NULL,
	"missing" integer[] DEFAULT '{}' NOT NULL,
	"quality" smallint DEFAULT 0 NOT NULL,
	"slug_ru" text DEFAULT '' NOT NULL,
	"slug_en" text DEFAULT '' NOT NULL,
	"merged_into" integer,
	"updated_seq" bigint DEFAULT nextval('catalog.card_seq') NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."change_actions" (
	"change_set_id" integer NOT NULL,
	"no" integer NOT NULL,
	"target" text NOT NULL,
	"attribute_no" integer,
	"old" jsonb,
	"new" jsonb,
	"verdict" text,
	"reason_code" text,
	"reason_note" text,
	"applied" boolean DEFAULT false NOT NULL,
	CONSTRAINT "change_actions_change_set_id_no_pk" PRIMARY KEY("change_set_id","no")
);
--> statement-breakpoint
CREATE TABLE "catalog"."change_sets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog"."change_sets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"card_id" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"base_version" integer NOT NULL,
	"schema_hash" text NOT NULL,
	"seller_id" integer,
	"author" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "catalog"."variants" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog"."variants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"card_id" integer NOT NULL,
	"attrs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sources" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"axis_key" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files"."file_readers" (
	"file_id" text NOT NULL,
	"reader" text NOT NULL,
	CONSTRAINT "file_readers_file_id_reader_pk" PRIMARY KEY("file_id","reader")
);
--> statement-breakpoint
CREATE TABLE "files"."files" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kernel"."audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kernel"."audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"reason_code" text,
	"note" text,
	"patch" jsonb,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kernel"."consumer_cursors" (
	"consumer" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kernel"."dead_letters" (
	"consumer" text NOT NULL,
	"seq" bigint NOT NULL,
	"error" text NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dead_letters_consumer_seq_pk" PRIMARY KEY("consumer","seq")
);
--> statement-breakpoint
CREATE TABLE "kernel"."dirty" (
	"queue" text NOT NULL,
	"id" bigint NOT NULL,
	"version" bigint DEFAULT nextval('kernel.dirty_version') NOT NULL,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dirty_queue_id_pk" PRIMARY KEY("queue","id")
);
--> statement-breakpoint
CREATE TABLE "kernel"."inbox" (
	"source" text NOT NULL,
	"message_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_source_message_id_pk" PRIMARY KEY("source","message_id")
);
--> statement-breakpoint
CREATE TABLE "kernel"."outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kernel"."outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seq" bigint,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "kernel"."settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers"."offers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "offers"."offers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"seller_id" integer NOT NULL,
	"card_id" integer NOT NULL,
	"variant_id" integer NOT NULL,
	"seller_sku" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"price_minor" bigint NOT NULL,
	"old_price_minor" bigint,
	"currency" text DEFAULT 'RUB' NOT NULL,
	"attrs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offers_price_positive" CHECK (price_minor > 0)
);
--> statement-breakpoint
CREATE TABLE "offers"."stock" (
	"offer_id" integer NOT NULL,
	"warehouse_id" integer NOT NULL,
	"qty" integer NOT NULL,
	CONSTRAINT "stock_offer_id_warehouse_id_pk" PRIMARY KEY("offer_id","warehouse_id"),
	CONSTRAINT "stock_qty_not_negative" CHECK (qty >= 0)
);
--> statement-breakpoint
CREATE TABLE "offers"."warehouses" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "offers"."warehouses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"seller_id" integer NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"city" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."attribute_groups" (
	"key" text PRIMARY KEY NOT NULL,
	"label_ru" text NOT NULL,
	"label_en" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."attribute_usage" (
	"category_id" integer NOT NULL,
	"attribute_no" integer NOT NULL,
	"filled" integer DEFAULT 0 NOT NULL,
	"filtered" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attribute_usage_category_id_attribute_no_pk" PRIMARY KEY("category_id","attribute_no")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."attributes" (
	"no" integer PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"list_id" integer,
	"unit_family" text,
	"localised" boolean DEFAULT false NOT NULL,
	"label_ru" text NOT NULL,
	"label_en" text NOT NULL,
	"description_ru" text DEFAULT '' NOT NULL,
	"description_en" text DEFAULT '' NOT NULL,
	"created_version" integer NOT NULL,
	"retired" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."brands" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."brands_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."categories" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."categories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"parent_id" integer,
	"alias_of" integer,
	"label_ru" text NOT NULL,
	"label_en" text NOT NULL,
	"slug_ru" text NOT NULL,
	"slug_en" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"depth" smallint NOT NULL,
	"path" integer[] NOT NULL,
	"created_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."category_parents" (
	"category_id" integer NOT NULL,
	"parent_id" integer,
	"from_version" integer NOT NULL,
	"to_version" integer,
	CONSTRAINT "category_parents_category_id_from_version_pk" PRIMARY KEY("category_id","from_version")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."category_schemas" (
	"category_id" integer NOT NULL,
	"hash" text NOT NULL,
	"from_version" integer NOT NULL,
	"to_version" integer,
	CONSTRAINT "category_schemas_category_id_from_version_pk" PRIMARY KEY("category_id","from_version")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."cell_help" (
	"category_id" integer NOT NULL,
	"attribute_no" integer NOT NULL,
	"help_ru" text NOT NULL,
	"help_en" text NOT NULL,
	CONSTRAINT "cell_help_category_id_attribute_no_pk" PRIMARY KEY("category_id","attribute_no")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."change_sets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."change_sets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"author" text NOT NULL,
	"base_version" integer NOT NULL,
	"publish_at" timestamp with time zone,
	"published_version" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."changes" (
	"change_set_id" integer NOT NULL,
	"target" text NOT NULL,
	"change" jsonb NOT NULL,
	"base" jsonb,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changes_change_set_id_target_pk" PRIMARY KEY("change_set_id","target")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."effective_cells" (
	"category_id" integer NOT NULL,
	"attribute_no" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"origins" jsonb NOT NULL,
	CONSTRAINT "effective_cells_category_id_attribute_no_pk" PRIMARY KEY("category_id","attribute_no")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."entries" (
	"list_id" integer NOT NULL,
	"entry_no" integer NOT NULL,
	"key" text NOT NULL,
	"label_ru" text NOT NULL,
	"label_en" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"number" double precision,
	"unit" text,
	"swatch" text,
	"synonyms" text[] DEFAULT '{}' NOT NULL,
	"created_version" integer NOT NULL,
	"retired" boolean DEFAULT false NOT NULL,
	CONSTRAINT "entries_list_id_entry_no_pk" PRIMARY KEY("list_id","entry_no")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."import_marks" (
	"source" text NOT NULL,
	"target" text NOT NULL,
	"fields" jsonb NOT NULL,
	CONSTRAINT "import_marks_source_target_pk" PRIMARY KEY("source","target")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."lists" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."matrix_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"change_set_id" integer,
	"title" text NOT NULL,
	"author" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."option_lists" (
	"hash" text PRIMARY KEY NOT NULL,
	"tokens" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."rules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"category_id" integer NOT NULL,
	"attribute_no" integer NOT NULL,
	"op" text NOT NULL,
	"fields" jsonb NOT NULL,
	"field_versions" jsonb NOT NULL,
	"from_version" integer NOT NULL,
	"to_version" integer
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."schemas" (
	"hash" text PRIMARY KEY NOT NULL,
	"artefact" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."seller_invitations" ADD CONSTRAINT "seller_invitations_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "accounts"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."seller_members" ADD CONSTRAINT "seller_members_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "accounts"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."seller_members" ADD CONSTRAINT "seller_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."seller_submissions" ADD CONSTRAINT "seller_submissions_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "accounts"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."seller_submissions" ADD CONSTRAINT "seller_submissions_requirement_key_seller_requirements_key_fk" FOREIGN KEY ("requirement_key") REFERENCES "accounts"."seller_requirements"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "accounts"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."card_revisions" ADD CONSTRAINT "card_revisions_card_id_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "catalog"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."change_actions" ADD CONSTRAINT "change_actions_change_set_id_change_sets_id_fk" FOREIGN KEY ("change_set_id") REFERENCES "catalog"."change_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."change_sets" ADD CONSTRAINT "change_sets_card_id_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "catalog"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."variants" ADD CONSTRAINT "variants_card_id_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "catalog"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files"."file_readers" ADD CONSTRAINT "file_readers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "files"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers"."stock" ADD CONSTRAINT "stock_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "offers"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers"."stock" ADD CONSTRAINT "stock_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "offers"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taxonomy"."attributes" ADD CONSTRAINT "attributes_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "taxonomy"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taxonomy"."changes" ADD CONSTRAINT "changes_change_set_id_change_sets_id_fk" FOREIGN KEY ("change_set_id") REFERENCES "taxonomy"."change_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taxonomy"."entries" ADD CONSTRAINT "entries_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "taxonomy"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taxonomy"."rules" ADD CONSTRAINT "rules_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "taxonomy"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taxonomy"."rules" ADD CONSTRAINT "rules_attribute_no_attributes_no_fk" FOREIGN KEY ("attribute_no") REFERENCES "taxonomy"."attributes"("no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts"."accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rate_limits_key_unique" ON "accounts"."rate_limits" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "seller_invitations_open_unique" ON "accounts"."seller_invitations" USING btree ("seller_id","email") WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX "seller_invitations_email" ON "accounts"."seller_invitations" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "seller_members_user_unique" ON "accounts"."seller_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_key_unique" ON "accounts"."sellers" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_slug_unique" ON "accounts"."sellers" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_inn_unique" ON "accounts"."sellers" USING btree ("inn") WHERE inn <> '' and status not in ('rejected', 'canceled', 'terminated');--> statement-breakpoint
CREATE INDEX "sellers_review" ON "accounts"."sellers" USING btree ("submitted_at","id") WHERE status in ('ready_for_review', 'in_review');--> statement-breakpoint
CREATE INDEX "sellers_name" ON "accounts"."sellers" USING gin ((lower(name_ru || ' ' || name_en || ' ' || legal_name)) gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_unique" ON "accounts"."sessions" USING btree ("token");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "accounts"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_user" ON "accounts"."two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_secret" ON "accounts"."two_factors" USING btree ("secret");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "accounts"."users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "users_roles" ON "accounts"."users" USING gin ("roles");--> statement-breakpoint
CREATE INDEX "users_seller" ON "accounts"."users" USING btree ("seller_id");--> statement-breakpoint
CREATE INDEX "users_order" ON "accounts"."users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "accounts"."verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "card_list_tokens" ON "catalog"."card_list" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "card_list_updated" ON "catalog"."card_list" USING btree ("updated_seq");--> statement-breakpoint
CREATE INDEX "card_list_name" ON "catalog"."card_list" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "card_sellers_seller" ON "catalog"."card_sellers" USING btree ("seller_id");--> statement-breakpoint
CREATE INDEX "cards_category" ON "catalog"."cards" USING btree ("category_id","id");--> statement-breakpoint
CREATE INDEX "cards_seller" ON "catalog"."cards" USING btree ("seller_id","id");--> statement-breakpoint
CREATE INDEX "change_sets_card" ON "catalog"."change_sets" USING btree ("card_id","id");--> statement-breakpoint
CREATE INDEX "change_sets_seller" ON "catalog"."change_sets" USING btree ("seller_id","status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "change_sets_one_open_per_seller" ON "catalog"."change_sets" USING btree ("card_id",coalesce("seller_id", 0)) WHERE status in ('open', 'validating', 'submitted');--> statement-breakpoint
CREATE INDEX "variants_card" ON "catalog"."variants" USING btree ("card_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "variants_axis_values_unique" ON "catalog"."variants" USING btree ("card_id","axis_key") WHERE not archived and axis_key <> '';--> statement-breakpoint
CREATE INDEX "file_readers_reader" ON "files"."file_readers" USING btree ("reader");--> statement-breakpoint
CREATE INDEX "files_owner" ON "files"."files" USING btree ("owner","created_at");--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "kernel"."audit_log" USING btree ("entity","entity_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "kernel"."audit_log" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "kernel"."audit_log" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "dirty_order" ON "kernel"."dirty" USING btree ("queue","version");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_seq_unique" ON "kernel"."outbox" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "kernel"."outbox" USING btree ("id") WHERE seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "offers_seller_sku_unique" ON "offers"."offers" USING btree ("seller_id","seller_sku");--> statement-breakpoint
CREATE INDEX "offers_card" ON "offers"."offers" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "offers_variant" ON "offers"."offers" USING btree ("variant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "warehouses_seller_key_unique" ON "offers"."warehouses" USING btree ("seller_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "attributes_key_unique" ON "taxonomy"."attributes" USING btree ("key");--> statement-breakpoint
CREATE INDEX "attributes_list" ON "taxonomy"."attributes" USING btree ("list_id");--> statement-breakpoint
CREATE UNIQUE INDEX "brands_name_unique" ON "taxonomy"."brands" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "categories_key_unique" ON "taxonomy"."categories" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_slug_ru_unique" ON "taxonomy"."categories" USING btree ("slug_ru");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_slug_en_unique" ON "taxonomy"."categories" USING btree ("slug_en");--> statement-breakpoint
CREATE INDEX "categories_parent" ON "taxonomy"."categories" USING btree ("parent_id","position");--> statement-breakpoint
CREATE INDEX "categories_path" ON "taxonomy"."categories" USING gin ("path");--> statement-breakpoint
CREATE UNIQUE INDEX "category_schemas_current_unique" ON "taxonomy"."category_schemas" USING btree ("category_id") WHERE to_version is null;--> statement-breakpoint
CREATE INDEX "category_schemas_hash" ON "taxonomy"."category_schemas" USING btree ("hash") WHERE to_version is null;--> statement-breakpoint
CREATE INDEX "change_sets_status" ON "taxonomy"."change_sets" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "change_sets_author" ON "taxonomy"."change_sets" USING btree ("author","status");--> statement-breakpoint
CREATE INDEX "effective_cells_attribute" ON "taxonomy"."effective_cells" USING btree ("attribute_no");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_key_unique" ON "taxonomy"."entries" USING btree ("list_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "lists_key_unique" ON "taxonomy"."lists" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "rules_current_unique" ON "taxonomy"."rules" USING btree ("category_id","attribute_no") WHERE to_version is null;--> statement-breakpoint
CREATE INDEX "rules_attribute" ON "taxonomy"."rules" USING btree ("attribute_no");--> statement-breakpoint
CREATE INDEX "rules_history" ON "taxonomy"."rules" USING btree ("category_id","attribute_no","from_version");