CREATE TABLE "taxonomy"."suggestions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "taxonomy"."suggestions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"weight" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"change_set_id" integer,
	"decided_by" text,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "imports"."import_jobs" ADD COLUMN "failure_text" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "suggestions_key_unique" ON "taxonomy"."suggestions" USING btree ("key");--> statement-breakpoint
CREATE INDEX "suggestions_open" ON "taxonomy"."suggestions" USING btree ("weight","id") WHERE status = 'open';