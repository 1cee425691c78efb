import { defineEvent } from '@yarmarka/kernel';
import { z } from 'zod';

/** A matrix version went live; consumers find what changed by `from_version = version` in category_schemas and rules. */
export const matrixPublished = defineEvent(
  'matrix.published.v1',
  z.object({ version: z.number().int(), changeSetId: z.number().int().nullable(), schemasChanged: z.number().int(), treeChanged: z.boolean() }),
);

/** Edits of an open change-set were saved or taken back: who looks at the same cells sees them. */
export const changeSetEdited = defineEvent('change_set.edited.v1', z.object({ changeSetId: z.number().int(), changes: z.number().int() }));

/** A second administrator is asked to look at a change-set. */
export const changeSetAsked = defineEvent('change_set.asked.v1', z.object({ changeSetId: z.number().int() }));

/** A second administrator approved the edits of a change-set (`approvedBy`); its author is told. */
export const changeSetApproved = defineEvent('change_set.approved.v1', z.object({ changeSetId: z.number().int() }));

/** A second administrator sent a change-set back with words (`returned`); its author is told. */
export const changeSetReturned = defineEvent('change_set.returned.v1', z.object({ changeSetId: z.number().int() }));

/** A change-set has a date; sellers whose cards it will concern are told what becomes required when. */
export const changeSetScheduledFor = defineEvent('matrix.scheduled.v1', z.object({ changeSetId: z.number().int(), publishAt: z.iso.datetime() }));
/** A set lost its date without being published: it was taken away, the set was discarded, or something stood against it. */
export const changeSetUnscheduled = defineEvent('matrix.unscheduled.v1', z.object({ changeSetId: z.number().int() }));
/** A change-set could not be published at its date; the reasons stand on it (`trouble`). `scheduledBy`: who had set the date, which is gone. */
export const changeSetFailed = defineEvent(
  'matrix.publish_failed.v1',
  z.object({ changeSetId: z.number().int(), reason: z.string(), scheduledBy: z.string().optional() }),
);

/** Names, synonyms or help texts changed at once, without a version: whoever shows or indexes them reads them anew. `renamed`: the categories that have other names now. */
export const dictionaryChanged = defineEvent(
  'dictionary.changed.v1',
  z.object({ attributes: z.array(z.number().int()), categories: z.array(z.number().int()), renamed: z.array(z.number().int()).optional() }),
);
