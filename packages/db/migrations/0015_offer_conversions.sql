CREATE TABLE "offers"."conversion_runs" (
	"version" integer PRIMARY KEY NOT NULL,
	"done_up_to" integer DEFAULT 0 NOT NULL,
	"offers" integer DEFAULT 0 NOT NULL,
	"converted" integer DEFAULT 0 NOT NULL,
	"unconverted" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "offers"."converted_values" (
	"version" integer NOT NULL,
	"no" smallint NOT NULL,
	"offer_id" integer NOT NULL,
	"old" jsonb NOT NULL,
	"new" jsonb NOT NULL,
	CONSTRAINT "converted_values_version_no_offer_id_pk" PRIMARY KEY("version","no","offer_id")
);
