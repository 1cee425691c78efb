CREATE TABLE "catalog"."conversion_runs" (
	"version" integer PRIMARY KEY NOT NULL,
	"done_up_to" integer DEFAULT 0 NOT NULL,
	"cards" integer DEFAULT 0 NOT NULL,
	"converted" integer DEFAULT 0 NOT NULL,
	"unconverted" integer DEFAULT 0 NOT NULL,
	"collisions" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "catalog"."converted_values" (
	"version" integer NOT NULL,
	"no" smallint NOT NULL,
	"target" text NOT NULL,
	"target_id" integer NOT NULL,
	"old" jsonb NOT NULL,
	"new" jsonb NOT NULL,
	CONSTRAINT "converted_values_version_no_target_target_id_pk" PRIMARY KEY("version","no","target","target_id")
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."version_inverses" (
	"version" integer PRIMARY KEY NOT NULL,
	"changes" jsonb NOT NULL
);
