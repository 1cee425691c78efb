CREATE TABLE "search"."card_words" (
	"card_id" integer PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search"."facet_slots" DROP CONSTRAINT "facet_slots_pkey";--> statement-breakpoint
ALTER TABLE "search"."facet_slots" ADD CONSTRAINT "facet_slots_attribute_no_kind_pk" PRIMARY KEY("attribute_no","kind");--> statement-breakpoint
ALTER TABLE "search"."product_text" DROP COLUMN "words";