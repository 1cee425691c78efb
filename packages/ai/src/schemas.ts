import { Id, PageInput } from '@yarmarka/kernel/schemas';
import { z } from 'zod';

export const GENERATION_STATUSES = ['running', 'proposed', 'accepted', 'declined', 'failed'] as const;
export type GenerationStatus = (typeof GENERATION_STATUSES)[number];
export const GENERATION_KINDS = ['description'] as const;
export type GenerationKind = (typeof GENERATION_KINDS)[number];
/** `template` is our own generator, used where no model is configured. */
export const GENERATION_SOURCES = ['model', 'template'] as const;
export type GenerationSource = (typeof GENERATION_SOURCES)[number];

/** A description as people read it, in characters. */
export const DESCRIPTION_MIN = 40;
export const DESCRIPTION_MAX = 3000;
const text = z.string().trim().min(DESCRIPTION_MIN).max(DESCRIPTION_MAX);
/** What a generator must give; a language that was not asked for is absent. */
export const DescriptionOutput = z.strictObject({ ru: text.optional(), en: text.optional() }).refine((d) => d.ru !== undefined || d.en !== undefined);
export type DescriptionOutput = z.infer<typeof DescriptionOutput>;

export const GenerateDescriptionInput = z.strictObject({
  cardId: Id,
  locales: z
    .array(z.enum(['ru', 'en']))
    .min(1)
    .max(2)
    .default(['ru', 'en']),
  /** Makes a new text although an equal one (same facts, prompt and model) is at hand. */
  fresh: z.boolean().default(false),
});
export type GenerateDescriptionInput = z.input<typeof GenerateDescriptionInput>;
export const GenerationInput = z.strictObject({ generationId: Id });
export type GenerationInput = z.infer<typeof GenerationInput>;
export const AcceptGenerationInput = z.strictObject({
  generationId: Id,
  /** The text as its reader left it; checked against the card's facts like the generated one. Absent: as generated. */
  edited: DescriptionOutput.optional(),
});
export type AcceptGenerationInput = z.infer<typeof AcceptGenerationInput>;
export const CheckTextInput = z.strictObject({
  cardId: Id,
  /** Texts as they stand in the form, finished or not. */
  texts: z.strictObject({ ru: z.string().max(DESCRIPTION_MAX).optional(), en: z.string().max(DESCRIPTION_MAX).optional() }),
  /** Whose text is being edited: the template's own words claim nothing. */
  source: z.enum(GENERATION_SOURCES).default('model'),
});
export type CheckTextInput = z.input<typeof CheckTextInput>;
export const ListGenerationsInput = PageInput.extend({ cardId: Id });
export type ListGenerationsInput = z.input<typeof ListGenerationsInput>;

/** A number or an option's name in the text that the card does not have. `start` and `end` are offsets in UTF-16 units. */
export type FactFlag = {
  readonly locale: 'ru' | 'en';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'number' | 'option';
};
/** A passage that the card's data bear out, with the attribute it comes from. */
export type FactTrace = { readonly locale: 'ru' | 'en'; readonly start: number; readonly end: number; readonly attributeNo: number };

/** The answer of `ai.checkText`: an empty `flags` means that the texts could be accepted. */
export type CheckedText = { readonly flags: readonly FactFlag[]; readonly spans: readonly FactTrace[] };

/** The server-sent events of `POST /api/ai/describe`, by name; the data of each is one line of JSON. One `done` or `error` ends the stream. */
export type DescribeEvents = {
  readonly start: {
    readonly generationId: number;
    readonly source: GenerationSource;
    /** `template` where no model wrote it. */
    readonly model: string;
    readonly promptVersion: string;
    /** An equal question has been answered before; the stored text follows at once. */
    readonly cached: boolean;
  };
  /** To append to the text of that language. */
  readonly delta: { readonly locale: 'ru' | 'en'; readonly text: string };
  readonly done: CheckedText & DescribeEvents['start'] & { readonly texts: { readonly ru?: string | undefined; readonly en?: string | undefined } };
  readonly error: { readonly reason: string; readonly message: string; readonly details: Readonly<Record<string, unknown>>; readonly requestId: string };
};
