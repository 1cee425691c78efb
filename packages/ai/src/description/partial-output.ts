import { parsePartialJson } from 'ai';

type Locale = 'ru' | 'en';
export type Delta = { readonly locale: Locale; readonly delta: string };

/** Reads `{"ru": "...", "en": "..."}` while it is being written, fenced or with words around it, and gives what each language has gained. */
export class PartialOutput {
  #raw = '';
  readonly #given: Record<Locale, string> = { ru: '', en: '' };

  async push(text: string): Promise<Delta[]> {
    this.#raw += text;
    const value = await this.#parse();
    const out: Delta[] = [];
    for (const locale of ['ru', 'en'] as const) {
      const now = value?.[locale];
      // A half-written escape may shrink the text for a moment: only growth is passed on.
      if (typeof now !== 'string' || now.length <= this.#given[locale].length || !now.startsWith(this.#given[locale])) continue;
      out.push({ locale, delta: now.slice(this.#given[locale].length) });
      this.#given[locale] = now;
    }
    return out;
  }

  /** The whole object, if it is one. */
  async finish(): Promise<unknown> {
    const start = this.#raw.indexOf('{');
    const end = this.#raw.lastIndexOf('}');
    if (start === -1 || end <= start) return undefined;
    const { value, state } = await parsePartialJson(this.#raw.slice(start, end + 1));
    return state === 'successful-parse' ? value : undefined;
  }

  async #parse(): Promise<Partial<Record<Locale, unknown>> | undefined> {
    const start = this.#raw.indexOf('{');
    if (start === -1) return undefined;
    const { value } = await parsePartialJson(this.#raw.slice(start));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Partial<Record<Locale, unknown>>) : undefined;
  }
}
