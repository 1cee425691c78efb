import { join, resolve } from 'node:path';
import {
  cardListProjection,
  catalogConsumer,
  convertValuesJob,
  enforceGraceJob,
  previewDelta,
  pushCardUsageJob,
  reconcileCompletenessJob,
  recomputeCardsJob,
  refreshCategoryQualityJob,
} from '@yarmarka/catalog';
import { localStore, useObjectStore } from '@yarmarka/files';
import { type Consumer, config, type Ctx, type JobDefinition, type Projection, replayDeadLetterJob } from '@yarmarka/kernel';
import { resumeImportsJob, runImportJob } from '@yarmarka/imports';
import { messagingConsumer, openMail, sendMailJob, tellGraceJob, tellMatrixJob, tellPublishedJob } from '@yarmarka/messaging';
import { escalateTasksJob, moderationConsumer, reconcileTasksJob } from '@yarmarka/moderation';
import { convertOffersJob, enforceOfferGraceJob, offersConsumer, pushOfferUsageJob, reconcileCardSellersJob } from '@yarmarka/offers';
import { openSearch, reconcileCardsJob, searchConsumer, searchProjection } from '@yarmarka/search';
import { mineOverlapsJob, minerConsumer, publishJobs } from '@yarmarka/taxonomy';
import { graceNews } from './grace-news.ts';
import { matrixNews } from './matrix-news.ts';
import { publishedNews } from './published-news.ts';

/** Everything the worker runs, by capability. A new consumer, projection or job is one line here. */
export const CONSUMERS: readonly Consumer[] = [messagingConsumer, moderationConsumer, catalogConsumer, offersConsumer, searchConsumer, minerConsumer];
export const PROJECTIONS: readonly Projection[] = [searchProjection, cardListProjection];
export const JOBS: readonly JobDefinition[] = [
  sendMailJob(openMail()),
  escalateTasksJob,
  reconcileTasksJob,
  reconcileCardsJob,
  reconcileCardSellersJob,
  runImportJob,
  resumeImportsJob,
  recomputeCardsJob,
  convertValuesJob,
  convertOffersJob,
  enforceOfferGraceJob,
  reconcileCompletenessJob,
  enforceGraceJob,
  pushCardUsageJob,
  pushOfferUsageJob,
  refreshCategoryQualityJob,
  mineOverlapsJob,
  ...publishJobs([previewDelta]),
  tellMatrixJob(matrixNews),
  tellPublishedJob(publishedNews),
  tellGraceJob(graceNews),
  replayDeadLetterJob(CONSUMERS),
];

/** Start-up work before the first turn. */
export async function configureWorker(ctx: Ctx): Promise<void> {
  useObjectStore(localStore(join(resolve(config().YARMARKA_DATA), 'files')));
  await openSearch(ctx, config(), { fill: true });
}
