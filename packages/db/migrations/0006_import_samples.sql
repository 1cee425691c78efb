DROP INDEX "imports"."import_rows_status";--> statement-breakpoint
ALTER TABLE "imports"."import_jobs" ADD COLUMN "samples" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports"."import_jobs" ADD COLUMN "locale" text DEFAULT 'ru' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports"."import_rows" ADD COLUMN "same_sku_row" integer;--> statement-breakpoint
CREATE INDEX "import_rows_status" ON "imports"."import_rows" USING btree ("job_id","status","unit_no","row_no");