CREATE TABLE "taxonomy"."change_set_comments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."change_set_comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"change_set_id" integer NOT NULL,
	"target" text,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "taxonomy"."value_conversions" (
	"version" integer NOT NULL,
	"no" smallint NOT NULL,
	"conversion" jsonb NOT NULL,
	"undo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "value_conversions_version_no_pk" PRIMARY KEY("version","no")
);
--> statement-breakpoint
ALTER TABLE "taxonomy"."attributes" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "undoes" integer;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "taxonomy"."entries" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_set_comments" ADD CONSTRAINT "change_set_comments_change_set_id_change_sets_id_fk" FOREIGN KEY ("change_set_id") REFERENCES "taxonomy"."change_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "change_set_comments_set" ON "taxonomy"."change_set_comments" USING btree ("change_set_id","id");