import type { CatalogImpact } from '@yarmarka/catalog';
import type { OffersImpact } from '@yarmarka/offers';
import { countLines, type ImportPreview, sayProblem } from '@yarmarka/taxonomy';

const SHOWN_PROBLEMS = 100;
const SHOWN = 5;
const n = (x: number): string => x.toLocaleString('en');

type Kept = ImportPreview['kept'][number];
/** A field that people edited: where, and which. */
export const sayKept = (k: Kept): string => `${[k.category, k.attribute].filter((t) => t !== '').join(' × ')}: ${k.field}`;

/** `a, b, c and 12 more`. */
function some(names: readonly string[], count: number): string {
  const shown = names.slice(0, SHOWN);
  return `${shown.join(', ')}${count > shown.length ? ` and ${n(count - shown.length)} more` : ''}`;
}
const english = (w: { readonly ru: string; readonly en: string }): string => w.en || w.ru;

/** The dry run of an import, for the operator. `impact`: what catalogue and offers say of it; undefined when no category that stands already gets another schema. */
export function sayPreview(preview: ImportPreview, impact: { readonly cards: CatalogImpact; readonly offers: OffersImpact } | undefined): string {
  const sections = [
    { title: 'Dry run: nothing is changed.', lines: [] },
    { title: `The store is at version ${preview.delta.baseVersion} and has ${n(preview.store.categories)} categories.`, lines: storeLines(preview) },
    preview.problems.length > 0 ? problems(preview) : changes(preview),
    ...(preview.problems.length > 0
      ? []
      : [
          { title: 'Cards and offers', lines: impact && impact.cards.cards > 0 ? impactLines(preview, impact.cards, impact.offers) : ['  none are concerned'] },
        ]),
  ];
  return `${sections.map((s) => [s.title, ...s.lines].join('\n')).join('\n\n')}\n`;
}

function storeLines({ store, kept, problems: found }: ImportPreview): string[] {
  const { others, gone, renamed, otherType } = store;
  const names = (s: typeof others) => some(s.samples.map(english), s.count);
  const other =
    store.shared * 2 < store.categories
      ? [`  ANOTHER TREE STANDS HERE: of its ${n(store.categories)} categories ${n(store.shared)} are in the files. The new one would be published beside it.`]
      : [];
  // Lines that could not be read count as absent: what is missing is not told before they can.
  if (found.length > 0) return other;
  return [
    ...other,
    ...(others.count > 0 ? [`  categories that are not in the files and never were: ${n(others.count)}; they stay (${names(others)})`] : []),
    ...(gone.count > 0
      ? [`  categories of the last import that are no longer in the files: ${n(gone.count)}; they stay, but lose the rules that it set there (${names(gone)})`]
      : []),
    ...(renamed.count > 0
      ? [
          `  categories that the files call otherwise: ${n(renamed.count)}; they keep the names they have here (${some(
            renamed.samples.map((r) => `${english(r.now)}, in the files ${english(r.file)}`),
            renamed.count,
          )})`,
        ]
      : []),
    ...(otherType.count > 0
      ? [`  attributes that have another type in the files: ${n(otherType.count)}; they stay as they are here (${names(otherType)})`]
      : []),
    ...(kept.length > 0 ? [`  edited by people since the last import and kept as they are: ${n(kept.length)} (${some(kept.map(sayKept), kept.length)})`] : []),
  ];
}

function problems({ problems: all }: ImportPreview) {
  return {
    title: `The import would be refused. Problems: ${n(all.length)}`,
    lines: [
      ...all.slice(0, SHOWN_PROBLEMS).map((p) => `  ${sayProblem(p, 'en')}`),
      ...(all.length > SHOWN_PROBLEMS ? [`  and ${n(all.length - SHOWN_PROBLEMS)} more`] : []),
    ],
  };
}

function changes({ counts, samples, delta }: ImportPreview) {
  const lines = countLines(counts, 'en').map(({ of, text }) => `  ${text} (${some(samples[of].map(english), counts[of])})`);
  if (lines.length === 0) return { title: 'Nothing would change.', lines: [] };
  const old = delta.moves.filter((m) => m.from !== null).flatMap((m) => m.categories).length;
  return {
    title: `Would be published as version ${delta.baseVersion + 1}:`,
    lines: [
      ...lines,
      `  categories standing here that get another schema: ${n(old)}; distinct schemas that categories move to: ${n(new Set(delta.moves.map((m) => m.to)).size)}`,
    ],
  };
}

function impactLines({ attributeName }: ImportPreview, cards: CatalogImpact, offers: OffersImpact): string[] {
  const both = (c: CatalogImpact['lacking']) => `${n(c.published)} on sale, ${n(c.drafts)} drafts`;
  const worst = (of: 'lacking' | 'invalid' | 'parked') => {
    const list = cards.attributes.filter((a) => a[of] > 0).toSorted((a, b) => b[of] - a[of]);
    return list.length === 0
      ? ''
      : ` (${some(
          list.map((a) => `${english(attributeName(a.attributeNo))} ${n(a[of])}`),
          list.length,
        )})`;
  };
  const named = [...new Set(cards.sellers.flatMap((s) => s.samples.map((c) => `${c.en || c.ru || 'without a name'} (${c.cardId})`)))];
  return [
    `  cards in these categories: ${n(cards.cards)}`,
    `  will lack a required value: ${both(cards.lacking)}${worst('lacking')}`,
    `  will hold a value that is not allowed: ${both(cards.invalid)}${worst('invalid')}`,
    `  hold a value that will be shown nowhere (kept, and back with its attribute): ${both(cards.parked)}${worst('parked')}`,
    `  sellers with something to fill in or mend: ${n(cards.sellersWithWork)}`,
    ...(named.length > 0 ? [`  for example: ${named.slice(0, SHOWN).join(', ')}`] : []),
    ...cards.blockers.map((b) => `  loses something: ${b.en}`),
    `  offers that will lack a required value: ${n(offers.lacking)}; that hold a value which will be shown nowhere: ${n(offers.parked)}`,
  ];
}
