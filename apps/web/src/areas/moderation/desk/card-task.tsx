import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { RESERVED } from '@yarmarka/taxonomy/schemas';
import { PictureBox, StatusBadge, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo, useState } from 'react';
import { pictureUrl } from '../../../lib/pictures.ts';
import { ChangeView } from '../../../parts/value-view/change-view.tsx';
import { CardWhole } from './card-whole.tsx';
import classes from './card.module.css';
import { DueClock } from './clock.tsx';
import { gapOf, needsNote, useDraft } from './draft.ts';
import { FindingsAt } from './findings.tsx';
import { comparePictures, Lightbox, PictureRow } from './pictures.tsx';
import { PastVerdict } from './past-verdict.tsx';
import { CardSide } from './side.tsx';
import { codesOf, type TaskViewProps } from './task-props.ts';
import type { CardField, CardTask } from './types.ts';
import { useClaim } from './use-claim.ts';
import { useRows } from './use-rows.ts';
import { VariantsTable } from './variants.tsx';
import { VerdictBar } from './verdict-bar.tsx';
import verdict from './verdict.module.css';
import { VerdictRow } from './verdict-row.tsx';
import { inOrder, scopeOf } from './words.ts';

/** One card to decide on: the card as buyers will see it with what changes, a verdict per field, and what helps to decide beside it. */
export function CardTaskView({ data, codes, onSend, ...rest }: TaskViewProps & { readonly data: CardTask }): ReactNode {
  const t = useTranslations('moderation');
  const locale = useLocale();
  const control = useClaim(data);
  const draft = useDraft(data.task.id);
  const fields = useMemo(() => inOrder(data), [data]);
  const update = data.changeSet.kind === 'update';
  const change = data.fields.find((f) => f.pictures !== null)?.pictures;
  const now = [data.attrs[RESERVED.pictures] ?? []].flat().filter((id): id is string => typeof id === 'string');
  const pictures = comparePictures(update && change ? change.old : now, change ? change.new : now);
  const [zoom, setZoom] = useState<number | null>(null);
  const name = data.task.cardName?.[locale] ?? '';

  const gap = gapOf(draft, false);
  const refused = fields.filter((f) => draft.rows[f.no]?.verdict === 'refuse').length;
  const said = (() => {
    if (gap === null) return null;
    if (gap === 'reasons')
      return t('verdict.reasonsMissing', { count: fields.filter((f) => draft.rows[f.no]?.verdict === 'refuse' && !draft.rows[f.no]?.reasonCode).length });
    return gap === 'note' ? t('verdict.noteNeeded') : gap === 'changes' ? t('verdict.changesNeed') : t('verdict.reasonNeeded');
  })();
  const send = () => {
    if (control.holding.by !== 'me') return;
    if (gap === null) return onSend();
    toast({ text: said ?? '' });
    const lacking = fields.find((f) => draft.rows[f.no]?.verdict === 'refuse' && (!draft.rows[f.no]?.reasonCode || needsNote(draft.rows[f.no]?.reasonCode)));
    if (lacking && draft.whole === null) rows.focusRow(String(lacking.no));
  };
  const label =
    draft.whole === 'changes'
      ? t('verdict.sendChanges')
      : draft.whole === 'reject'
        ? t('verdict.sendReject')
        : refused === 0
          ? t('verdict.sendAll', { count: fields.length })
          : refused === fields.length
            ? t('verdict.sendNone')
            : t('verdict.sendSome', { accepted: fields.length - refused, refused });

  const judged = control.holding.by === 'me' || control.holding.by === 'nobody';
  const wholeCodes = useMemo(() => codesOf(codes, 'card'), [codes]);
  const specs = useMemo(() => fields.map((f) => ({ key: String(f.no), codes: codesOf(codes, scopeOf(f)), judged })), [fields, codes, judged]);
  const rows = useRows({
    ...rest,
    taskId: data.task.id,
    rows: specs,
    wholeCodes,
    control,
    onSend: send,
    ...(pictures.length > 0 && { onPictures: () => setZoom(0) }),
  });
  const goTo = (attributeNo: number) => {
    const field = fields.find((f) => f.attributeNo === attributeNo);
    if (field) rows.focusRow(String(field.no));
  };

  const labelOf = (field: CardField): string => {
    if (field.kind === 'category' || field.kind === 'placement') return t(`card.${field.kind}`);
    if (field.kind === 'variant_added') return t('card.variantAdded');
    if (field.kind === 'variant_removed') return t('card.variantRemoved');
    return data.attributes.find((a) => a.schema.no === field.attributeNo)?.label[locale] ?? `#${field.attributeNo}`;
  };

  return (
    <>
      <article className={classes.main} aria-label={t('card.preview')}>
        <CardHead data={data} name={name} picture={pictures[0]?.id ?? null} pictures={pictures.length} onZoom={() => setZoom(0)} />
        {data.task.status === 'decided' ? <PastVerdict data={data} labelOf={labelOf} codes={codes} /> : null}
        {groupsOf(
          data,
          fields,
          { main: t(update ? 'card.changes' : 'card.groupMain'), other: t('card.groupOther') },
          (title) => t('card.variant', { title }),
          locale,
        ).map((group) => (
          <section key={group.key} className={classes.section} aria-label={group.title}>
            <h3 className={classes.group}>{group.title}</h3>
            <ul role="list" className={verdict.rows}>
              {group.fields.map((field) => (
                <VerdictRow
                  key={field.no}
                  rowKey={String(field.no)}
                  name={field.variant ? `${labelOf(field)}, ${field.variant.title}` : labelOf(field)}
                  head={
                    <>
                      {labelOf(field)}
                      {field.source && field.source !== 'seller' && field.source !== 'import' ? (
                        <span className={classes.source}>{t(`card.source.${field.source as 'import'}`)}</span>
                      ) : null}
                    </>
                  }
                  warnings={<FindingsAt data={data} attributeNo={field.attributeNo} />}
                  draft={draft.rows[field.no]}
                  codes={codesOf(codes, scopeOf(field))}
                  judged={judged}
                  current={rows.cursor === String(field.no)}
                  actions={rows.actions}
                  state={<FieldState field={field} />}
                >
                  {field.pictures ? (
                    <PictureRow pictures={pictures} compare={update} onOpen={setZoom} />
                  ) : (
                    <ChangeView
                      parts={field.parts}
                      as={field.kind === 'variant_added' ? 'added' : field.kind === 'variant_removed' ? 'removed' : update ? 'change' : 'value'}
                    />
                  )}
                </VerdictRow>
              ))}
            </ul>
          </section>
        ))}
        {data.variants.length > 1 || data.variants.some((v) => v.state !== 'same') ? (
          <section className={classes.section} aria-label={t('card.variants')}>
            <h3 className={classes.group}>{t('card.variants')}</h3>
            <VariantsTable data={data} />
          </section>
        ) : null}
        {update ? <CardWhole data={data} /> : null}
        {data.card.parked.length > 0 ? <p className={classes.quiet}>{t('card.parked', { count: data.card.parked.length })}</p> : null}
      </article>
      <CardSide data={data} onGo={goTo} />
      <VerdictBar
        control={control}
        draft={draft}
        codes={wholeCodes}
        sendLabel={label}
        gap={said}
        hint={draft.whole === null && refused > 0 && !update ? t('verdict.partHint') : null}
        onWhole={rows.setWhole}
        onReason={rows.setReason}
        onNote={rows.setNote}
        onSend={send}
        onNext={rest.onNext}
      />
      {zoom === null ? null : <Lightbox pictures={pictures} start={zoom} name={name} onClose={() => setZoom(null)} />}
    </>
  );
}

function FieldState({ field }: { readonly field: CardField }): ReactNode {
  const t = useTranslations('moderation.verdict');
  if (field.verdict === null) return null;
  return <StatusBadge tone={field.verdict === 'accept' ? 'success' : 'danger'}>{field.verdict === 'accept' ? t('accepted') : t('refused')}</StatusBadge>;
}

type HeadProps = { readonly data: CardTask; readonly name: string; readonly picture: string | null; readonly pictures: number; readonly onZoom: () => void };

function CardHead({ data, name, picture, pictures, onZoom }: HeadProps): ReactNode {
  const t = useTranslations('moderation');
  const locale = useLocale();
  const format = useFormats();
  const brand = data.attributes.find((a) => a.schema.no === RESERVED.brand);
  const token = data.attrs[RESERVED.brand];
  return (
    <header className={classes.head}>
      {picture ? (
        <button
          type="button"
          className={classes.hero}
          aria-label={t('card.enlarge', { index: '1', total: String(pictures) })}
          data-tip-keys="space"
          onClick={onZoom}
        >
          <PictureBox src={pictureUrl(picture, 480)} alt="" eager />
        </button>
      ) : (
        <span className={classes.hero}>
          <PictureBox src={null} alt={name} />
        </span>
      )}
      <div className={classes.headWords}>
        <p className={classes.quiet}>{data.trail.map((step) => step[locale]).join(' › ')}</p>
        <h2 className={classes.name}>{name || '—'}</h2>
        {brand && typeof token === 'number' ? <p>{data.options[token]?.[locale]}</p> : null}
        <p className={classes.badges}>
          <StatusBadge tone={data.changeSet.kind === 'create' ? 'progress' : 'changed'}>{t(`task.${data.changeSet.kind}`)}</StatusBadge>
          {data.task.status === 'decided' ? null : <DueClock dueAt={data.task.dueAt} createdAt={data.task.createdAt} />}
          <span className={classes.quiet}>{t('task.since', { when: format.relative(data.task.createdAt) })}</span>
          <span className={classes.quiet}>№ {data.card.id}</span>
        </p>
        {data.changeSet.note ? (
          <p className={classes.note}>
            <span className={classes.quiet}>{t('card.note')}: </span>
            {data.changeSet.note}
          </p>
        ) : null}
      </div>
    </header>
  );
}

type Group = { readonly key: string; readonly title: string; readonly fields: readonly CardField[] };

/** A new card stands in its groups as in the shop; an edit is one list of changes; each variant stands for itself. */
function groupsOf(
  data: CardTask,
  fields: readonly CardField[],
  words: { readonly main: string; readonly other: string },
  variantTitle: (title: string) => string,
  locale: 'ru' | 'en',
): Group[] {
  const found = new Map<string, { title: string; fields: CardField[] }>();
  for (const field of fields) {
    const attribute = data.attributes.find((a) => a.schema.no === field.attributeNo);
    const group = data.groups.find((g) => g.key === attribute?.group);
    const own = data.changeSet.kind === 'update' || field.attributeNo === null || field.attributeNo < 100 ? words.main : (group?.[locale] ?? words.other);
    const [key, title] = field.variant ? [`variant ${field.variant.id}`, variantTitle(field.variant.title)] : [own, own];
    const entry = found.get(key) ?? { title, fields: [] };
    entry.fields.push(field);
    found.set(key, entry);
  }
  return [...found].map(([key, group]) => ({ key, ...group }));
}
