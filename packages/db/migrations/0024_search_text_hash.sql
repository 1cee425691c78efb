DROP INDEX "catalog"."cards_category";--> statement-breakpoint
ALTER TABLE "search"."card_words" ADD COLUMN "text_hash" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "search"."product_text" ADD COLUMN "text_hash" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "entries_merged" ON "taxonomy"."entries" USING btree ("list_id") WHERE "taxonomy"."entries"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "cards_category" ON "catalog"."cards" USING btree ("category_id","id","status");