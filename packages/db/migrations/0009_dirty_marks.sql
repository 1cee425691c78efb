DROP INDEX "kernel"."dirty_order";--> statement-breakpoint
ALTER TABLE "kernel"."dirty" DROP CONSTRAINT "dirty_queue_id_pk";--> statement-breakpoint
ALTER TABLE "kernel"."dirty" ADD CONSTRAINT "dirty_queue_version_pk" PRIMARY KEY("queue","version");--> statement-breakpoint
ALTER TABLE "kernel"."consumer_cursors" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "kernel"."dirty" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kernel"."dirty" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "kernel"."dirty" ADD COLUMN "last_error" text;