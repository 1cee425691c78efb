import { type Brush, circle, type Draw, gleam, group, line, lying, mix, oval, path, rect } from './paint.ts';

/** Fabric print over an outline: 1 stripes, 2 a print on the chest, 3 small flowers or dots. */
function print(b: Brush, outline: string, kind: number): string {
  if (kind === 1) {
    const stripes = Array.from({ length: 12 }, (_, i) => rect(60, 150 + i * 46, 680, 20, 0, b.accent.base, 'opacity=".85"')).join('');
    return b.defs.inside(path(outline, '#000'), stripes);
  }
  if (kind === 2) {
    return (
      circle(400, 372, 78, b.accent.base) +
      path('M330 402C356 360 376 352 396 376S442 340 470 398A78 78 0 0 1 330 402z', mix(b.accent.base, '#ffffff', 0.55)) +
      circle(430, 332, 17, '#fff6dc')
    );
  }
  if (kind === 3) {
    const dots: string[] = [];
    for (let y = 150; y < 700; y += 62) for (let x = 130; x < 700; x += 62) dots.push(flower(x + ((y / 62) % 2 > 1 ? 30 : 0), y, b.accent.top, b.accent.lo));
    return b.defs.inside(path(outline, '#000'), dots.join(''));
  }
  return '';
}
const flower = (x: number, y: number, petal: string, heart: string): string =>
  [0, 72, 144, 216, 288].map((a) => circle(x + 9 * Math.cos((a * Math.PI) / 180), y + 9 * Math.sin((a * Math.PI) / 180), 7, petal)).join('') +
  circle(x, y, 5, heart);

const cloth = (b: Brush): string => b.defs.linear('slant', [0, b.ink.hi], [0.5, b.ink.base], [1, b.ink.lo]);
const fold = (b: Brush, d: string): string => line(d, b.ink.lo, 6, 'opacity=".55"');

/** A folded stack for the second picture: the card's other colours below, the main one on top. */
function stack(b: Brush, inks: readonly Brush['ink'][], top: string): string {
  const art = inks.map((ink, i) => {
    const y = 470 - (inks.length - 1 - i) * -66;
    return (
      rect(186, y, 428, 72, 30, ink.lo) +
      rect(186, y - 8, 428, 70, 30, ink.base) +
      line(`M200 ${y + 34}H560`, ink.lo, 5, 'opacity=".6"') +
      path(`M560 ${y - 8}h24a30 30 0 0 1 0 70h-24z`, ink.hi)
    );
  });
  return art.join('') + top;
}

function folded(b: Brush, collar: string): string {
  const layers = [b.ink, ...b.others].slice(0, 3);
  const base = 470 + (layers.length - 1) * 66;
  const ground = path(`M170 ${base + 62}H640L600 ${base + 84}H210z`, '#2a2030', 'opacity=".12"');
  const top =
    path('M196 470Q186 420 220 404L560 404Q606 410 606 462V474H196z', b.ink.hi) + path('M214 414H580Q604 430 604 470H196Q190 430 214 414z', cloth(b)) + collar;
  const whole = ground + stack(b, layers, top);
  return layers.length > 1 ? whole : group(whole, 'translate(400 470) scale(1.28) translate(-400 -470)');
}
const neck = (b: Brush): string => path('M330 404Q400 446 470 404L452 398Q400 424 348 398z', b.ink.deep) + b.mark(520, 442, 18, b.ink.lo);

const tee: Draw = (b) => {
  const d =
    'M302 138Q400 196 498 138L566 162Q604 178 626 218L690 336Q696 350 684 358L606 396Q594 400 588 390L560 342V642Q560 660 542 662H258Q240 660 240 642V342L212 390Q206 400 194 396L116 358Q104 350 110 336L174 218Q196 178 234 162z';
  if (!b.front) return { art: group(folded(b, neck(b)), 'translate(0 -60)') };
  const collar = path('M302 138Q400 196 498 138L482 132Q400 176 318 132z', b.ink.deep) + line('M296 142Q400 212 504 142', b.ink.lo, 7);
  return {
    art:
      lying(d, 16) +
      path(d, cloth(b)) +
      print(b, d, b.style) +
      collar +
      fold(b, 'M240 342Q246 300 236 262M560 342Q554 300 564 262') +
      fold(b, 'M330 640Q350 560 332 500M486 640Q470 580 488 520') +
      line('M250 640H550', b.ink.lo, 4, 'opacity=".6" stroke-dasharray="10 7"'),
  };
};

const LONG =
  'M306 130Q400 184 494 130L556 152Q592 168 606 206L694 560Q698 578 682 584L628 602Q612 606 606 590L556 412V650Q556 668 538 670H262Q244 668 244 650V412L194 590Q188 606 172 602L118 584Q102 578 106 560L194 206Q208 168 244 152z';

const longsleeve: Draw = (b) => {
  if (!b.front) return { art: group(folded(b, neck(b)), 'translate(0 -60)') };
  const cuffs = line('M112 566L186 590M688 566L614 590', b.ink.lo, 8);
  const collar = path('M306 130Q400 184 494 130L478 126Q400 166 322 126z', b.ink.deep) + line('M300 134Q400 200 500 134', b.ink.lo, 7);
  return {
    art:
      lying(LONG, 16) +
      path(LONG, cloth(b)) +
      print(b, LONG, b.style) +
      collar +
      cuffs +
      fold(b, 'M244 412Q252 350 238 296M556 412Q548 350 562 296') +
      fold(b, 'M330 650Q352 570 334 510'),
  };
};

const HOOD =
  'M286 196L236 216Q196 232 182 276L104 580Q100 598 116 604L176 622Q192 626 198 610L244 456V640Q244 676 276 678H524Q556 676 556 640V456L602 610Q608 626 624 622L684 604Q700 598 696 580L618 276Q604 232 564 216L514 196z';

const hoodie: Draw = (b) => {
  const zip = b.style % 2 === 1;
  if (!b.front)
    return {
      art: group(
        folded(b, path('M300 404Q330 372 400 372T500 404Q400 446 300 404z', b.ink.lo) + line('M370 420V470M430 420V470', '#f4f3ef', 6)),
        'translate(0 -60)',
      ),
    };
  const hood =
    path('M286 200Q276 96 400 92T514 200Q470 268 400 270T286 200z', b.ink.lo) +
    path('M318 200Q322 132 400 130T482 200Q450 244 400 246T318 200z', b.ink.deep) +
    path('M286 200Q340 276 400 280T514 200Q524 232 500 252Q450 300 400 300T300 252Q276 232 286 200z', b.ink.hi);
  const strings = line('M372 292V384M428 292V372', '#f4f3ef', 7) + rect(368, 382, 8, 16, 3, '#8d9298') + rect(424, 370, 8, 16, 3, '#8d9298');
  const pocket = path('M304 520H496L528 610Q528 618 520 618H280Q272 618 272 610z', b.ink.base, `stroke="${b.ink.lo}" stroke-width="5"`);
  const zipper = zip
    ? line('M400 296V674', b.ink.deep, 10) + line('M400 296V674', '#c9ccd0', 4, 'stroke-dasharray="6 5"') + rect(393, 330, 14, 28, 5, '#b9bcc0')
    : '';
  const ribs = rect(250, 648, 300, 30, 12, b.ink.lo) + line('M114 574L196 600M686 574L604 600', b.ink.lo, 22);
  return {
    art:
      lying(HOOD, 16) +
      path(HOOD, cloth(b)) +
      ribs +
      pocket +
      (b.style >= 2 && !zip ? group(print(b, HOOD, 2), 'translate(100 112) scale(.75)') : '') +
      zipper +
      hood +
      strings +
      fold(b, 'M244 456Q252 390 240 330M556 456Q548 390 560 330'),
  };
};

const jacket: Draw = (b) => {
  const warm = b.style === 1;
  const quilt = warm
    ? b.defs.inside(
        path(HOOD, '#000'),
        [300, 372, 444, 516, 588]
          .map(
            (y) =>
              line(`M90 ${y + 8}Q250 ${y + 34} 400 ${y}T710 ${y + 8}`, b.ink.lo, 7, 'opacity=".75"') +
              line(`M90 ${y + 18}Q250 ${y + 44} 400 ${y + 10}T710 ${y + 18}`, b.ink.top, 5, 'opacity=".35"'),
          )
          .join(''),
      )
    : '';
  const collar = warm
    ? path('M282 204Q270 120 400 114T518 204Q460 258 400 260T282 204z', b.ink.lo) +
      line('M290 202Q340 262 400 264T510 202', '#e9dfd0', 26) +
      line('M290 202Q340 262 400 264T510 202', '#d8cbb8', 8, 'stroke-dasharray="2 14"')
    : path('M290 200L318 140Q400 120 482 140L510 200L440 262H360z', b.ink.lo) + path('M330 160Q400 144 470 160L440 250H360z', b.ink.deep);
  const zip = line('M400 262V674', b.ink.deep, 12) + line('M400 262V674', '#c9ccd0', 4, 'stroke-dasharray="6 5"') + rect(392, 300, 16, 32, 6, b.accent.base);
  const pockets = line('M296 500L330 590M504 500L470 590', b.ink.deep, 9) + line('M302 500L336 590M510 500L476 590', b.ink.top, 3, 'opacity=".5"');
  const art =
    lying(HOOD, 16) +
    path(HOOD, cloth(b)) +
    quilt +
    collar +
    zip +
    pockets +
    b.mark(474, 360, 26, b.ink.top) +
    line('M112 570L194 596M688 570L606 596', b.ink.deep, 16) +
    fold(b, 'M244 456Q252 390 240 330M556 456Q548 390 560 330') +
    rect(252, 652, 296, 26, 12, b.ink.lo);
  return { art, close: { x: 430, y: 300, zoom: 1.75, turn: -8 } };
};

const jeans: Draw = (b) => {
  const wide = b.style === 1 ? 26 : 0;
  const d = `M268 116H532L562 420L${576 + wide} 690Q${576 + wide} 706 560 706H${470 - wide}Q456 706 454 692L404 380H396L346 692Q344 706 330 706H${240 - wide}Q224 706 ${224 - wide} 690L238 420z`;
  const stitch = '#e0a458';
  const seams =
    line('M300 168Q296 250 250 262M500 168Q504 250 550 262', b.ink.deep, 6) +
    line('M306 170Q302 256 254 270M494 170Q498 256 546 270', stitch, 3, 'stroke-dasharray="8 6"') +
    line('M400 160V360', b.ink.deep, 5) +
    line('M410 164V300Q408 330 400 342', stitch, 3, 'stroke-dasharray="8 6"');
  const waist =
    path('M268 116H532L536 164H264z', b.ink.lo) +
    [300, 372, 428, 488].map((x) => rect(x - 7, 112, 14, 58, 4, b.ink.base)).join('') +
    circle(400, 140, 12, '#c98f4a') +
    circle(400, 140, 6, '#8a5c2a');
  const worn = b.defs.radial(0.5, 0.5, 0.5, [0, b.ink.top, 0.55], [0.6, b.ink.top, 0.25], [1, b.ink.top, 0]);
  const wash = oval(306, 430, 58, 190, worn) + oval(494, 430, 58, 190, worn);
  const art =
    lying(d, 16) +
    path(d, cloth(b)) +
    b.defs.inside(path(d, '#000'), wash) +
    b.defs.inside(path(d, '#000'), seams) +
    waist +
    line(`M${232 - wide} 676L340 688M${568 + wide} 676L460 688`, stitch, 3, 'stroke-dasharray="8 6"');
  return { art, close: { x: 420, y: 210, zoom: 2, turn: 10 } };
};

const dress: Draw = (b) => {
  const long = b.style % 2 === 1;
  const hem = long ? 716 : 640;
  const d = `M336 108L360 150Q400 186 440 150L464 108L492 116Q500 190 520 220L490 352Q560 500 ${long ? 608 : 590} ${hem - 20}Q400 ${hem + 34} ${long ? 192 : 210} ${hem - 20}Q240 500 310 352L280 220Q300 190 308 116z`;
  const waist = path('M310 350Q400 372 490 350L494 376Q400 398 306 376z', b.ink.lo);
  const pleats = [
    [360, 386, 322],
    [400, 388, 400],
    [440, 386, 478],
  ]
    .map(([x, y, to]) => fold(b, `M${x} ${y}Q${((x ?? 0) + (to ?? 0)) / 2} 540 ${to} ${hem - 8}`))
    .join('');
  const arm = Math.floor(b.style / 4);
  const sleeve =
    (
      [
        '',
        'M310 118Q280 122 262 148L214 236Q210 248 222 254L276 278L302 214z',
        'M310 118Q276 122 258 152L176 420Q172 434 186 438L228 448Q240 450 244 438L304 246z',
      ] as const
    )[arm] ?? '';
  const other = sleeve.replace(/([MQL ])(\d+) (\d+)/g, (_, c: string, x: string, y: string) => `${c}${800 - Number(x)} ${y}`);
  const sleeves =
    sleeve === '' ? '' : lying(sleeve + other, 12) + path(sleeve, cloth(b)) + path(other, b.ink.lo) + print(b, sleeve + other, b.style % 4 >= 2 ? 3 : 0);
  const art =
    lying(d, 16) +
    sleeves +
    path(d, cloth(b)) +
    print(b, d, b.style % 4 >= 2 ? 3 : 0) +
    waist +
    pleats +
    line('M340 116L362 152Q400 188 438 152L460 116', b.ink.lo, 6) +
    gleam('M330 250L318 320', 8, 0.2);
  const hanger = line('M400 60C400 40 428 40 428 58C428 76 400 78 400 96L316 118M400 96L484 118', '#9c7b56', 8);
  return { art: hanger + art, close: { x: 400, y: 330, zoom: 1.6, turn: -8 } };
};

const SOLE = '#f4f1ea';

function sneakerArt(b: Brush): string {
  const high = b.style === 1;
  const upper = high
    ? 'M150 250Q164 232 200 236L300 250Q330 300 372 372C460 424 560 440 634 478Q664 496 664 540H128Q124 400 150 250z'
    : 'M138 344Q150 326 178 334Q236 366 300 300Q322 284 342 302L420 380C486 420 570 436 634 478Q664 496 664 540H128Q118 440 138 344z';
  const sole =
    path('M120 536H668Q690 540 688 566Q684 604 640 606H160Q116 604 112 570Q110 540 120 536z', SOLE) +
    path('M114 572Q400 588 688 566Q684 604 640 606H160Q116 604 114 572z', '#d8d2c6') +
    [180, 230, 280, 330, 380, 430, 480, 530, 580, 630].map((x) => line(`M${x} 604l-10 -12`, '#b9b1a2', 5)).join('');
  const toe = path('M560 448C620 462 664 496 664 540H520Q540 490 560 448z', b.ink.lo, 'opacity=".75"');
  const heel = path(high ? 'M136 360Q190 372 210 430V540H128Q124 440 136 360z' : 'M130 400Q190 404 206 450V540H128Q122 460 130 400z', b.ink.lo);
  const laces = (
    high
      ? [
          [318, 292],
          [342, 328],
          [368, 362],
          [400, 392],
        ]
      : [
          [352, 318],
          [380, 346],
          [410, 374],
          [444, 396],
        ]
  )
    .map(([x = 0, y = 0]) => line(`M${x} ${y}l-46 34`, '#f4f3ef', 11) + circle(x - 50, y + 38, 5, b.ink.deep))
    .join('');
  const tongue = path(high ? 'M296 246L330 222Q352 214 362 236L410 392L372 374z' : 'M322 296L352 268Q376 260 388 282L452 400L420 382z', b.ink.hi);
  const stripe =
    b.style === 2
      ? path('M250 540L330 420L362 438L300 540zM320 540L392 444L424 454L370 540z', b.accent.base)
      : path('M216 510C300 500 380 470 440 420C430 480 330 540 226 536z', b.accent.base);
  return (
    tongue +
    path(upper, cloth(b)) +
    toe +
    heel +
    stripe +
    laces +
    sole +
    line('M132 536H664', b.ink.deep, 5, 'opacity=".45"') +
    gleam(high ? 'M170 270Q164 320 168 350' : 'M160 352Q154 380 156 400', 8, 0.3)
  );
}

const sneaker: Draw = (b) => {
  const pair = b.defs.radial(0.5, 0.5, 0.5, [0, '#2a2030', 0.3], [0.6, '#2a2030', 0.12], [1, '#2a2030', 0]);
  const one = sneakerArt(b);
  if (!b.front) return { art: oval(430, 664, 340, 42, pair) + group(one, 'translate(96 -96) scale(.92)') + group(one, 'translate(-10 76) scale(.96)') };
  return { art: oval(404, 612, 372, 44, pair) + group(one, 'translate(0 -8)') };
};

const boot: Draw = (b) => {
  const warm = b.style === 1;
  const upper = 'M214 168Q300 150 392 168L398 372C470 410 580 414 634 460Q664 488 660 560H200Q196 340 214 168z';
  const sole = path('M190 556H664Q680 560 678 596V630H560L548 610H330L318 636H196Q186 600 190 556z', '#3a332e') + line('M196 566H668', '#7b6c5d', 8);
  const fur = warm
    ? line('M212 172Q300 150 394 172', '#efe6d8', 40) + line('M212 172Q300 150 394 172', '#d9ccb8', 12, 'stroke-dasharray="2 16"')
    : line('M214 176Q300 158 392 176', b.ink.lo, 22);
  const laces = [236, 278, 320, 362]
    .map((y, i) => line(`M${330 + i * 5} ${y + 12}L${404 + i * 6} ${y}`, '#e9dcc3', 9) + circle(326 + i * 5, y + 14, 6, '#b08d57'))
    .join('');
  const art =
    path(upper, cloth(b)) +
    path('M398 372C470 410 580 414 634 460Q664 488 660 560H470Q500 470 398 372z', b.ink.lo, 'opacity=".55"') +
    path('M204 420Q270 430 280 490V560H200z', b.ink.lo, 'opacity=".8"') +
    line('M320 190V400', b.ink.lo, 6, 'opacity=".7"') +
    laces +
    fur +
    sole +
    line('M206 544H656', '#e0c48f', 4, 'stroke-dasharray="10 7"') +
    gleam('M240 220Q234 300 232 380', 10, 0.22) +
    line('M212 196q-40 -34 -26 -66q16 -18 30 14', b.ink.lo, 9);
  const ground = b.defs.radial(0.5, 0.5, 0.5, [0, '#2a2030', 0.32], [0.6, '#2a2030', 0.12], [1, '#2a2030', 0]);
  if (!b.front) return { art: oval(440, 676, 330, 42, ground) + group(art, 'translate(110 30) scale(.88)') + group(art, 'translate(-40 78) scale(.92)') };
  return { art: oval(430, 636, 310, 38, ground) + art };
};

export const clothes = { tee, longsleeve, hoodie, jacket, jeans, dress, sneaker, boot } satisfies Record<string, Draw>;
