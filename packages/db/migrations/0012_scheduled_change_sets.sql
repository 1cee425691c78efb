ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "approval_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "scheduled_by" text;--> statement-breakpoint
ALTER TABLE "taxonomy"."change_sets" ADD COLUMN "trouble" jsonb;--> statement-breakpoint
ALTER TABLE "taxonomy"."schemas" ALTER COLUMN "artefact" SET STORAGE EXTERNAL;
