import { type APIRequestContext, type BrowserContext, expect, request } from '@playwright/test';
import { logins, type Role } from './fixtures.ts';

/** Who looks at a screen: the demo's people, and three who are only opening a store. */
export type Person = 'visitor' | 'newcomer' | 'opening' | 'waiting' | 'sentBack' | Exclude<Role, 'buyer'>;
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** What the screens are shown with: records of the demo, and those made here because the demo has none. */
export type World = {
  readonly sessions: Readonly<Record<Person, Session>>;
  readonly categorySlug: string;
  readonly productSlug: string;
  readonly storeSlug: string;
  readonly draftCardId: number;
  readonly liveCardId: number;
  readonly unmappedImportId: number;
  readonly checkedImportId: number;
  readonly cardTaskId: number;
  readonly sellerTaskId: number;
  readonly categoryId: number;
  readonly attributeNo: number;
  readonly changeSetId: number;
  readonly version: number;
};

async function answerOf<T>(answer: Awaited<ReturnType<APIRequestContext['get']>>, what: string): Promise<T> {
  const body = (await answer.json()) as { result?: { data: T } };
  if (!body.result) throw new Error(`${what}: ${JSON.stringify(body).slice(0, 400)}`);
  return body.result.data;
}

/** Somebody who asks and acts through the procedures that the screens call. */
class Caller {
  readonly api: APIRequestContext;
  constructor(api: APIRequestContext) {
    this.api = api;
  }
  async ask<T>(procedure: string, input?: unknown): Promise<T> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return answerOf<T>(await this.api.get(`/trpc/${procedure}${query}`), procedure);
  }
  async act<T>(procedure: string, data: object = {}): Promise<T> {
    return answerOf<T>(await this.api.post(`/trpc/${procedure}`, { data }), procedure);
  }
  async upload(purpose: 'document' | 'sheet', name: string, text: string): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await this.api.post(`/api/uploads?purpose=${purpose}&name=${name}`, { data: Buffer.from(text), headers });
    return ((await answer.json()) as { id: string }).id;
  }
}

type Listed<T> = { readonly items: readonly T[] };
type Id = { readonly id: number };

/** Signs everybody in and makes what the demo lacks; on a server where it was made before, only what is used up is made again. */
export async function makeWorld(baseURL: string): Promise<World> {
  const visit = () => request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  const enter = async (path: 'sign-in' | 'sign-up', data: Readonly<Record<string, string>>): Promise<Caller> => {
    const api = await visit();
    const send = () => api.post(`/api/auth/${path}/email`, { data });
    let answer = await send();
    // So many people at once are more than one address may sign in with in a minute.
    if (answer.status() === 429) await expect.poll(async () => (answer = await send()).status(), { timeout: 90_000, intervals: [5_000] }).not.toBe(429);
    if (!answer.ok()) throw new Error(`${path} as ${data.email}: ${answer.status()} ${await answer.text()}`);
    return new Caller(api);
  };
  const member = (role: Role, n = 0) => {
    const login = logins().filter((one) => one.role === role)[n];
    return enter('sign-in', { email: login?.email ?? '', password: login?.password ?? '' });
  };
  const newcomer = async (known: string): Promise<{ caller: Caller; fresh: boolean }> => {
    const who = { email: `${known}@example.com`, password: 'Long enough 2026' };
    const caller = await enter('sign-in', who).catch(() => null);
    return caller ? { caller, fresh: false } : { caller: await enter('sign-up', { name: 'Анна', ...who }), fresh: true };
  };

  const visitor = new Caller(await visit());
  const [admin, editor, moderator, seller, waiting] = [
    await member('admin'),
    await member('editor'),
    await member('moderator'),
    await member('seller'),
    await member('seller', 2),
  ];
  const [none, opening, sentBack] = [await newcomer('no-store'), await newcomer('riverside'), await newcomer('quiet-harbour')];
  if (opening.fresh) await opening.caller.act('accounts.registerSeller', { name: { ru: 'Лавка у реки', en: 'Riverside Shop' } });
  if (sentBack.fresh) await sendBack(sentBack.caller, moderator);
  const callers: Record<Person, Caller> = {
    visitor,
    admin,
    editor,
    moderator,
    seller,
    waiting,
    newcomer: none.caller,
    opening: opening.caller,
    sentBack: sentBack.caller,
  };

  const made = {
    ...(await shopRecords(visitor)),
    ...(await sellerRecords(seller)),
    ...(await deskRecords(moderator, () => newcomer('stone-bridge'))),
    ...(await matrixRecords(admin)),
  };
  const sessions: Partial<Record<Person, Session>> = {};
  for (const [person, caller] of Object.entries(callers)) {
    sessions[person as Person] = await caller.api.storageState();
    await caller.api.dispose();
  }
  return { ...made, sessions: sessions as Record<Person, Session> };
}

async function shopRecords(visitor: Caller) {
  const home = await visitor.ask<{ categories: { slug: string; children: { slug: string }[] }[] }>('shop.home', {});
  const { hits } = await visitor.ask<{ hits: { id: number; slug: string }[] }>('search.cards', { query: 'ноутбук', limit: 1, facets: false });
  const card = await visitor.ask<{ offers: { sellerSlug: string }[] }>('shop.card', { id: hits[0]?.id ?? 0 });
  const root = home.categories[0];
  return {
    categorySlug: root?.children[0]?.slug ?? root?.slug ?? '',
    productSlug: `${hits[0]?.slug ?? ''}-${hits[0]?.id ?? 0}`,
    storeSlug: card.offers[0]?.sellerSlug ?? '',
  };
}

/** A sheet of laptops with a colour that nobody knows and a price that is none. */
function sheet(): string {
  const row = (n: number) =>
    `SHEET-${n};Ноутбук Orbenta ${n};Orbenta;${n % 2 ? 'Синий металлик' : 'Чёрный'};IPS;1920 × 1080 (Full HD);Linux;8 ГБ;256 ГБ;1,7 кг;15,6;8;${n === 6 ? 'шесть' : 54_990};3`;
  const header = 'sku;Название;Бренд;Цвет;display_type;resolution;os;ram;storage;weight;screen_size;cpu_cores;Цена;Остаток';
  return [header, ...[1, 2, 3, 4, 5, 6].map(row)].join('\n');
}

async function laptops(caller: Caller): Promise<number> {
  const found = await caller.ask<Id[]>('taxonomy.searchCategories', { query: 'ноутбуки', leaves: true });
  return found[0]?.id ?? 0;
}

async function sellerRecords(seller: Caller) {
  const categoryId = await laptops(seller);
  const cardIn = async (status: string) => (await seller.ask<Listed<Id>>('catalog.cards', { status: [status], limit: 1 })).items[0];
  const draft = (await cardIn('draft')) ?? (await seller.act<Id>('catalog.createDraft', { categoryId }));
  const live = await cardIn('published');

  const imports = (await seller.ask<Listed<Id & { status: string }>>('imports.imports', {})).items;
  const upload = async () => {
    const fileId = await seller.upload('sheet', 'laptops.csv', sheet());
    return (await seller.act<Id>('imports.createImport', { fileId, categoryId })).id;
  };
  const statusOf = async (importId: number) => (await seller.ask<{ status: string }>('imports.import', { importId })).status;
  const check = async () => {
    const importId = await upload();
    const { columns } = await seller.ask<{ columns: { column: number; header: string; target: string | null; language?: string }[] }>('imports.mapping', {
      importId,
    });
    const kept = columns.map(({ column, header, target, language }) => ({ column, header, target, ...(language && { language }) }));
    await seller.act('imports.saveMapping', { importId, columns: kept });
    await seller.act('imports.validateImport', { importId });
    await expect.poll(() => statusOf(importId), { timeout: 30_000 }).toBe('validated');
    return importId;
  };
  return {
    draftCardId: draft.id,
    liveCardId: live?.id ?? 0,
    checkedImportId: imports.find((one) => one.status === 'validated')?.id ?? (await check()),
    unmappedImportId: imports.find((one) => one.status === 'uploaded')?.id ?? (await upload()),
  };
}

type Company = { readonly ru: string; readonly en: string; readonly legalName: string; readonly inn: string; readonly ogrn: string };
const QUIET_HARBOUR: Company = { ru: 'Тихая гавань', en: 'Quiet Harbour', legalName: 'ООО «Тихая гавань»', inn: '9900000095', ogrn: '1269900000094' };
const STONE_BRIDGE: Company = { ru: 'Каменный мост', en: 'Stone Bridge', legalName: 'ООО «Каменный мост»', inn: '9900000120', ogrn: '1269900000127' };

/** Takes an application as far as the moderator's queue. */
async function applyAs(owner: Caller, moderator: Caller, { ru, en, ...company }: Company) {
  const { id: sellerId } = await owner.act<Id>('accounts.registerSeller', { name: { ru, en } });
  await owner.act('accounts.updateCompany', {
    ...company,
    kpp: '990101001',
    bik: '049900901',
    accountNo: '40702810700000000001',
    legalAddress: 'Москва, деловой центр «Ярмарка»',
    city: 'Москва',
  });
  type Row = { key: string; kind: string; settings: { termsVersion?: string } };
  const { rows } = await owner.ask<{ rows: Row[] }>('accounts.myStanding');
  const documents = rows.filter((row) => row.kind === 'document');
  for (const { key } of documents) {
    const fileId = await owner.upload('document', `${key}.pdf`, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    await owner.act('accounts.submitDocument', { requirementKey: key, fileId });
  }
  for (const { key, settings } of rows.filter((row) => row.kind === 'accept_terms'))
    await owner.act('accounts.acceptTerms', { requirementKey: key, version: settings.termsVersion ?? '1' });
  await owner.act('accounts.submitSellerForReview');
  const findTask = async () => (await moderator.ask<Listed<Id>>('moderation.tasks', { lane: ['seller'], sellerId })).items[0]?.id ?? 0;
  await expect.poll(findTask, { timeout: 30_000 }).toBeGreaterThan(0);
  return { sellerId, taskId: await findTask(), document: documents[0]?.key ?? '' };
}

/** An application for which the moderator asks for another document. */
async function sendBack(owner: Caller, moderator: Caller): Promise<void> {
  const { sellerId, taskId, document } = await applyAs(owner, moderator, QUIET_HARBOUR);
  await moderator.act('moderation.claimTask', { taskId });
  const { version } = await moderator.ask<{ version: number }>('accounts.seller', { sellerId });
  const refused = { requirementKey: document, verdict: 'rejected', reasonCode: 'document_unreadable', note: 'Пришлите скан целиком.' };
  await moderator.act('moderation.decideSellerTask', { taskId, decision: { sellerId, version, decision: 'needs_changes', rows: [refused] } });
}

/** Whoever decided the demo's applicant before left the queue without one: another applies then. */
async function deskRecords(moderator: Caller, applicant: () => Promise<{ readonly caller: Caller }>) {
  const first = async (lane: string[]) => (await moderator.ask<Listed<Id>>('moderation.tasks', { lane, limit: 1 })).items[0]?.id ?? 0;
  const cardTaskId = await first(['new_card', 'new_seller_first_card', 'required_edit']);
  let sellerTaskId = await first(['seller']);
  if (sellerTaskId === 0) sellerTaskId = (await applyAs((await applicant()).caller, moderator, STONE_BRIDGE)).taskId;
  for (const taskId of [cardTaskId, sellerTaskId]) await moderator.act('moderation.claimTask', { taskId });
  return { cardTaskId, sellerTaskId };
}

async function matrixRecords(admin: Caller) {
  const categoryId = await laptops(admin);
  const cells = await admin.ask<{ attribute: { no: number; type: string }; fields: { requirement?: string } }[]>('taxonomy.effectiveCells', { categoryId });
  const own = cells.filter(({ attribute }) => attribute.no >= 100);
  const list = own.find(({ attribute }) => attribute.type === 'list') ?? own[0];
  const optional = own.filter(({ fields }) => fields.requirement !== 'required').map(({ attribute }) => attribute.no);
  const rule = (attributeNo: number, fields: object) => ({ kind: 'rule', edit: { categoryId, attributeNo, op: 'set', fields } });

  const present = async () => (await admin.ask<{ version: number }>('taxonomy.counts')).version;
  if ((await present()) < 2) {
    const changes = optional.slice(0, 3).map((no, i) => rule(no, { filterable: true, position: 700 + i }));
    await admin.act('operations.publishChanges', { title: 'Фильтры ноутбуков', changes });
    await admin.act('taxonomy.mineOverlaps');
  }
  let draft = await admin.ask<Id | null>('operations.myDraft');
  if (!draft) {
    draft = await admin.act<Id>('taxonomy.createChangeSet', { title: 'Ноутбуки: что обязательно', note: '' });
    await admin.act('taxonomy.saveChanges', { changeSetId: draft.id, changes: optional.slice(0, 4).map((no) => rule(no, { requirement: 'required' })) });
  }
  return { categoryId, attributeNo: list?.attribute.no ?? 0, changeSetId: draft.id, version: await present() };
}
