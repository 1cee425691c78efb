import { basics, describe, type Family, key, keys, palette, yesNo } from '../family.ts';
import { type Color, colorsLine, colorWord, MATERIALS, madeIn, num, t, warrantyLine } from '../words.ts';

const chairs: Family = {
  category: 'ho-chairs',
  count: 34,
  code: 'CH',
  brands: ['Stulmar', 'Derevio', 'Kvartelo'],
  make(r, brand) {
    const office = r.chance(0.35);
    const kind = office ? 'office' : r.pick(['dining', 'dining', 'folding', 'lounge'] as const);
    const body = {
      office: r.pick(['mesh', 'faux_leather', 'textile'] as const),
      dining: r.pick(['wood', 'velour', 'plastic', 'textile'] as const),
      folding: r.pick(['metal', 'plastic', 'wood'] as const),
      lounge: r.pick(['velour', 'textile'] as const),
    }[kind];
    const solid: readonly Color[] = ['white', 'black', 'beige', 'brown', 'gray'];
    const colors = palette(r, body === 'velour' || body === 'textile' ? ['gray', 'beige', 'green', 'burgundy', 'navy', 'pink', 'yellow'] : solid, 3);
    const [w, h, d] = office
      ? [r.int(60, 68), r.int(98, 124), r.int(58, 68)]
      : kind === 'lounge'
        ? [r.int(68, 82), r.int(78, 96), r.int(70, 84)]
        : [r.int(42, 52), r.int(78, 92), r.int(44, 56)];
    const load = r.pick(office ? ([120, 130, 150] as const) : ([100, 110, 120] as const));
    const months = r.pick([12, 18, 24]);
    const country = r.pick(['ru', 'ru', 'by', 'cn', 'vn'] as const);
    const name = `${r.pick(['Nord', 'Oslo', 'Svea', 'Kvadro', 'Dom', 'Bergen', 'Lofta', 'Sofit', 'Amaro'])} ${r.int(1, 12)}`;
    const noun = {
      office: t('Кресло офисное', 'office chair'),
      dining: t('Стул', 'dining chair'),
      folding: t('Стул складной', 'folding chair'),
      lounge: t('Кресло для отдыха', 'lounge chair'),
    }[kind];
    const seat = kind === 'office' || kind === 'lounge' ? 'Кресло' : 'Стул';
    const m = MATERIALS[body];
    const upholstered = ['mesh', 'faux_leather', 'textile', 'velour'].includes(body);
    return {
      name: t(`${noun.ru} ${brand} ${name}`, `${brand} ${name} ${noun.en}`),
      description: describe(
        r,
        [
          upholstered
            ? t(`${noun.ru} с обивкой из ${m.ru}, высота ${h} см.`, `A ${noun.en} upholstered in ${m.en}, ${h} cm high.`)
            : t(`${noun.ru} из ${m.ru}, высота ${h} см.`, `A ${noun.en} of ${m.en}, ${h} cm high.`),
          t(`${seat} выдерживает до ${load} кг.`, `The chair carries up to ${load} kg.`),
        ],
        [
          office && t('Высота сиденья регулируется.', 'The seat height is adjustable.'),
          kind === 'folding' && t('Складывается и хранится за шкафом или на балконе.', 'It folds and can be kept behind a wardrobe or on a balcony.'),
          t(`Ширина ${w} см, глубина ${d} см.`, `It is ${w} cm wide and ${d} cm deep.`),
          colorsLine(colors),
        ],
        [madeIn(country), warrantyLine(months)],
      ),
      attrs: {
        ...basics(country, months, `${num(office ? r.int(95, 168) / 10 : r.int(35, 92) / 10).en} kg`),
        material: key('material', body),
        width: `${w} cm`,
        height: `${h} cm`,
        depth: `${d} cm`,
        max_load: `${load} kg`,
        height_adjustable: yesNo(office),
        foldable: yesNo(kind === 'folding'),
      },
      axes: [{ key: 'color', entries: keys('color', colors) }],
      roubles: { office: 8900, dining: 3900, folding: 1590, lounge: 13900 }[kind] * (0.8 + r.next() * 0.7),
      look: { shape: office ? 'officechair' : kind === 'lounge' ? 'armchair' : 'chair', style: upholstered ? 1 : 0 },
    };
  },
};

const desks: Family = {
  category: 'ho-desks',
  count: 27,
  code: 'DK',
  brands: ['Derevio', 'Kvartelo', 'Stulmar'],
  make(r, brand) {
    const kind = r.pick(['desk', 'desk', 'dining', 'folding'] as const);
    const body = r.pick(kind === 'dining' ? (['wood', 'mdf', 'glass'] as const) : (['chipboard', 'mdf', 'wood'] as const));
    const color = r.pick(body === 'wood' ? (['brown', 'sand', 'beige'] as const) : (['white', 'gray', 'sand', 'black', 'brown'] as const));
    const lift = kind === 'desk' && r.chance(0.35);
    const w = r.pick(kind === 'folding' ? ([60, 80, 90] as const) : ([100, 110, 120, 140, 160] as const));
    const d = r.pick(kind === 'dining' ? ([75, 80, 90] as const) : ([50, 60, 70] as const));
    const h = lift ? 120 : r.int(73, 76);
    const load = lift ? r.pick([70, 80, 100]) : r.pick([40, 50, 60, 80]);
    const months = r.pick([12, 18, 24]);
    const country = r.pick(['ru', 'ru', 'by', 'cn'] as const);
    const name = `${r.pick(['Linea', 'Atlas', 'Nord', 'Mastak', 'Kontora', 'Ruta', 'Semya'])} ${w}`;
    const noun = { desk: t('Стол письменный', 'desk'), dining: t('Стол обеденный', 'dining table'), folding: t('Стол складной', 'folding table') }[kind];
    const c = colorWord(color, 'm');
    return {
      name: t(`${noun.ru} ${brand} ${name}${lift ? ' с подъёмом' : ''}, ${c.ru}`, `${brand} ${name}${lift ? ' sit-stand' : ''} ${noun.en}, ${c.en}`),
      description: describe(
        r,
        [
          t(`${noun.ru} из ${MATERIALS[body].ru}, столешница ${w} × ${d} см.`, `A ${noun.en} of ${MATERIALS[body].en} with a ${w} × ${d} cm top.`),
          t(`Столешница ${w} × ${d} см, высота ${lift ? 'до ' : ''}${h} см.`, `The top is ${w} × ${d} cm, the height ${lift ? 'up to ' : ''}${h} cm.`),
        ],
        [
          lift && t('Высота меняется: работать можно и сидя, и стоя.', 'The height changes, so you can work sitting or standing.'),
          kind === 'folding' && t('В сложенном виде почти не занимает места.', 'Folded, it takes up very little room.'),
          t(`Выдерживает до ${load} кг.`, `It carries up to ${load} kg.`),
        ],
        [madeIn(country), warrantyLine(months)],
      ),
      attrs: {
        ...basics(country, months, `${r.int(11, 38)} kg`),
        color: key('color', color),
        material: key('material', body),
        width: `${w} cm`,
        height: `${h} cm`,
        depth: `${d} cm`,
        max_load: `${load} kg`,
        height_adjustable: yesNo(lift),
        foldable: yesNo(kind === 'folding'),
      },
      axes: [],
      roubles: { desk: 6900, dining: 11900, folding: 2990 }[kind] * (0.7 + w / 300) * (0.85 + r.next() * 0.5) + (lift ? 14000 : 0),
      look: { shape: 'desk', style: kind === 'desk' ? 0 : 1 },
    };
  },
};

const CONTROL = {
  mechanical: t('поворотным регулятором', 'a dial'),
  buttons: t('кнопкой', 'a button'),
  touch: t('касанием', 'a touch'),
  app: t('из приложения', 'a phone app'),
} as const;

const lamps: Family = {
  category: 'ho-lamps',
  count: 32,
  code: 'LM',
  brands: ['Svetorel', 'Lampeya', 'Kvartelo'],
  make(r, brand) {
    const base = r.pick(['led', 'led', 'e27', 'e14'] as const);
    const body = r.pick(['metal', 'metal', 'wood', 'ceramic', 'plastic'] as const);
    const color = r.pick(['white', 'black', 'beige', 'green', 'gold', 'gray', 'red'] as const);
    const watts = base === 'led' ? r.pick([5, 6, 8, 10, 12]) : r.pick([25, 40, 60]);
    const lumens = watts * r.int(75, 95);
    const h = r.int(26, 56);
    const control = base === 'led' ? r.pick(['touch', 'touch', 'buttons', 'app'] as const) : r.pick(['buttons', 'mechanical'] as const);
    const months = r.pick([12, 24]);
    const country = r.pick(['ru', 'cn', 'cn', 'tr'] as const);
    const name = `${r.pick(['Luch', 'Fakel', 'Vecher', 'Siyanie', 'Abazhur', 'Svetlyak', 'Zenit'])} ${r.int(10, 89)}`;
    const c = colorWord(color, 'f');
    return {
      name: t(`Лампа настольная ${brand} ${name}, ${c.ru}`, `${brand} ${name} table lamp, ${c.en}`),
      description: describe(
        r,
        [
          t(`Настольная лампа высотой ${h} см из ${MATERIALS[body].ru}.`, `A table lamp of ${MATERIALS[body].en}, ${h} cm tall.`),
          base === 'led'
            ? t(`Светодиодная лампа на ${watts} Вт даёт ${lumens} лм.`, `The ${watts} W LED lamp gives ${lumens} lm.`)
            : t(`Лампа под лампочку с цоколем ${base.toUpperCase()} до ${watts} Вт.`, `A lamp for an ${base.toUpperCase()} bulb of up to ${watts} W.`),
        ],
        [
          t(`Свет включается ${CONTROL[control].ru}.`, `The light is switched by ${CONTROL[control].en}.`),
          base === 'led'
            ? t('Светодиод встроен, менять лампочку не придётся.', 'The LED is built in, so there is no bulb to change.')
            : t(`Нужна лампочка с цоколем ${base.toUpperCase()}.`, `It needs an ${base.toUpperCase()} bulb.`),
        ],
        [madeIn(country), warrantyLine(months)],
      ),
      attrs: {
        color: key('color', color),
        country: key('country', country),
        material: key('material', body),
        lamp_base: key('lamp_base', base),
        power: `${watts} W`,
        height: `${h} cm`,
        control_type: key('control_type', control),
        warranty: `${months} month`,
        foldable: yesNo(base === 'led' && r.chance(0.3)),
        ...(base === 'led' ? { luminous_flux: `${lumens} lm` } : {}),
      },
      axes: [],
      roubles: 1290 + r.int(0, 32) * 100,
      look: { shape: base === 'led' && body !== 'ceramic' ? 'desklamp' : 'shadelamp', style: body === 'wood' ? 1 : 0 },
    };
  },
};

export const furniture: Family[] = [chairs, desks, lamps];
