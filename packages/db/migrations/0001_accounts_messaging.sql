CREATE SCHEMA "messaging";
--> statement-breakpoint
CREATE TABLE "messaging"."emails" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messaging"."emails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"to_hash" text NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"payload" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "messaging"."notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messaging"."notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"link" text,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "emails_to" ON "messaging"."emails" USING btree ("to_hash","id");--> statement-breakpoint
CREATE INDEX "emails_open" ON "messaging"."emails" USING btree ("id") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "notices_user" ON "messaging"."notices" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "messaging"."notices" USING btree ("user_id") WHERE read_at is null;