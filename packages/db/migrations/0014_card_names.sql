CREATE TABLE "catalog"."card_names" (
	"card_id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
INSERT INTO "catalog"."card_names" ("card_id", "name") SELECT "card_id", "name" FROM "catalog"."card_list";--> statement-breakpoint
CREATE INDEX "card_names_trgm" ON "catalog"."card_names" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
DROP INDEX "catalog"."card_list_name";--> statement-breakpoint
ALTER TABLE "catalog"."card_list" DROP COLUMN "name";
