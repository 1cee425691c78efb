import { AppError, invalid, notFound, precondition } from '@yarmarka/kernel';
import type { FactFlag, GenerationStatus } from './schemas.ts';

export const generationNotFound = () =>
  notFound('ai.generation_not_found', 'There is no such text, or you have no access to it.', 'Такого текста нет или у вас нет к нему доступа.');
export const cardNotEditable = () =>
  precondition(
    'ai.card_not_editable',
    'A text can be generated for a card you may edit now: a draft of yours or a published card.',
    'Текст можно создать для карточки, которую вы сейчас можете править: своего черновика или опубликованной.',
  );
export const tooFewFacts = () =>
  precondition(
    'ai.too_few_facts',
    'The card says too little to describe it. Fill in its name and a few attributes first.',
    'В карточке слишком мало сведений для описания. Сначала заполните название и несколько характеристик.',
  );
export const alreadyDecided = (status: GenerationStatus) =>
  precondition('ai.generation_decided', 'This text has been settled already. Generate a new one.', 'По этому тексту решение уже принято. Создайте новый.', {
    status,
  });
export const unknownFacts = (flags: readonly FactFlag[]) =>
  invalid(
    'ai.unknown_facts',
    'The text names things the card does not say. Correct the marked places, or fill in the attributes they come from.',
    'В тексте есть сведения, которых нет в карточке. Исправьте отмеченные места или заполните нужные характеристики.',
    { flags },
  );
export const proposalUnsent = (changeSetId: number) =>
  precondition(
    'ai.proposal_unsent',
    'Changes of this card are saved and not sent yet. Send or withdraw them first, then accept the text.',
    'По этой карточке есть сохранённые, но не отправленные изменения. Сначала отправьте их или отзовите, потом примите текст.',
    { changeSetId },
  );
export const rateLimited = (retryAfterMs: number) =>
  new AppError(
    'limited',
    'ai.rate_limited',
    { en: 'You have generated many texts within the hour. Try again later.', ru: 'За последний час создано много текстов. Попробуйте позже.' },
    { details: { retryAfterMs } },
  );

/** What can go wrong with a model. No cause goes along: an endpoint's answer may repeat the key it was given. */
const failed = (reason: string, en: string, ru: string) => new AppError('unavailable', reason, { en, ru });
export const modelUnavailable = () =>
  failed('ai.model_unavailable', 'The text model does not answer. Try again in a minute.', 'Модель не отвечает. Попробуйте через минуту.');
export const modelBusy = () => failed('ai.model_busy', 'The text model is busy. Try again in a minute.', 'Модель занята. Попробуйте через минуту.');
export const modelQuota = () =>
  failed(
    'ai.model_quota',
    'The quota of the text model is used up. The administrator has to top it up.',
    'Лимит модели исчерпан. Администратору нужно его пополнить.',
  );
export const modelRefusedKey = () =>
  failed(
    'ai.model_key_refused',
    'The text model does not accept our key. The administrator has to check the settings.',
    'Модель не принимает наш ключ. Администратору нужно проверить настройки.',
  );
export const modelSlow = () => failed('ai.model_slow', 'The text model took too long. Try again.', 'Модель отвечала слишком долго. Попробуйте ещё раз.');
export const badOutput = () => failed('ai.bad_output', 'The model gave no usable text. Try again.', 'Модель не дала пригодного текста. Попробуйте ещё раз.');
export const stopped = () => failed('ai.stopped', 'Generation was stopped.', 'Создание текста остановлено.');
