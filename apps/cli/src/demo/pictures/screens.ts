import { type Brush, box, circle, type Draw, floor, gleam, group, line, lying, mix, oval, path, rect } from './paint.ts';

/** A calm wallpaper clipped to a screen with rounded corners: hills under a sun, overlapping discs, or waves. */
function wallpaper(b: Brush, x: number, y: number, w: number, h: number, r: number): string {
  const [cool, warm] = [mix(b.ink.base, '#3c5a86', 0.55), mix(b.accent.base, '#f3c9a4', 0.45)];
  const hush = b.seed % 3;
  const sky = b.defs.linear('down', [0, mix(cool, '#ffffff', 0.18)], [0.6, mix(warm, '#ffffff', 0.35)], [1, warm]);
  const hill = (top: number, lift: number, color: string): string =>
    path(
      `M${x} ${y + h * top}C${x + w * 0.25} ${y + h * (top - lift)} ${x + w * 0.4} ${y + h * (top + lift * 0.6)} ${x + w * 0.62} ${y + h * top}S${x + w * 0.9} ${y + h * (top - lift)} ${x + w} ${y + h * (top - lift * 0.3)}V${y + h}H${x}z`,
      color,
    );
  const clip = (art: string): string => b.defs.inside(rect(x, y, w, h, r, '#000'), art);
  const m = Math.max(w, h);
  if (hush === 1) {
    const disc = (cx: number, cy: number, size: number, color: string): string =>
      circle(x + w * cx, y + h * cy, m * size, b.defs.radial(0.3, 0.3, 0.9, [0, mix(color, '#ffffff', 0.45)], [1, color]), 'opacity=".92"');
    return clip(
      rect(x, y, w, h, 0, b.defs.linear('slant', [0, mix(cool, '#101a30', 0.55)], [1, mix(cool, '#ffffff', 0.1)])) +
        disc(0.82, 0.2, 0.3, mix(cool, warm, 0.35)) +
        disc(0.2, 0.72, 0.36, warm) +
        disc(0.62, 0.66, 0.2, b.accent.base),
    );
  }
  if (hush === 2) {
    const wave = (top: number, color: string): string =>
      path(
        `M${x} ${y + h * top}C${x + w * 0.3} ${y + h * (top + 0.22)} ${x + w * 0.55} ${y + h * (top - 0.3)} ${x + w} ${y + h * (top - 0.02)}V${y + h}H${x}z`,
        color,
      );
    return clip(
      rect(x, y, w, h, 0, mix(cool, '#ffffff', 0.55)) +
        wave(0.34, mix(warm, '#ffffff', 0.3)) +
        wave(0.48, mix(b.accent.base, '#ffffff', 0.15)) +
        wave(0.62, mix(cool, b.accent.base, 0.35)) +
        wave(0.78, mix(cool, '#101a30', 0.35)),
    );
  }
  const sun = circle(x + w * 0.68, y + h * 0.4, Math.min(w, h) * 0.13, '#fff4dc', 'opacity=".9"');
  const art =
    rect(x, y, w, h, 0, sky) +
    sun +
    hill(0.58, 0.1, mix(cool, warm, 0.5)) +
    hill(0.7, 0.12, mix(cool, '#20304a', 0.25)) +
    hill(0.84, 0.1, mix(cool, '#142036', 0.6));
  return clip(art);
}

/** A band of reflected light across glass. */
const glare = (b: Brush, x: number, y: number, w: number, h: number, r: number): string =>
  b.defs.inside(rect(x, y, w, h, r, '#000'), path(`M${x + w * 0.55} ${y}H${x + w * 0.9}L${x + w * 0.35} ${y + h}H${x}z`, '#ffffff', 'opacity=".07"'));

function lens(x: number, y: number, r: number): string {
  return (
    circle(x, y, r, '#15171b') +
    circle(x, y, r * 0.86, '#2a2e36') +
    circle(x, y, r * 0.6, '#0c0e12') +
    circle(x, y, r * 0.34, '#25344f') +
    circle(x - r * 0.25, y - r * 0.28, r * 0.14, '#ffffff', 'opacity=".75"')
  );
}

function phoneBack(b: Brush, x: number, y: number): string {
  const [w, h] = [256, 530];
  const body = b.defs.linear('slant', [0, b.ink.top], [0.35, b.ink.hi], [1, b.ink.lo]);
  const edge =
    rect(x - 4, y - 4, w + 8, h + 8, 50, b.ink.deep) + rect(x - 4, y - 4, w + 8, h + 8, 50, 'none', `stroke="${b.ink.top}" stroke-width="2" opacity=".6"`);
  const level = Math.floor(b.style / 2);
  const island = [
    rect(x + 24, y + 26, 74, 162, 37, b.ink.lo) + lens(x + 61, y + 66, 28) + lens(x + 61, y + 146, 28),
    rect(x + 22, y + 24, 122, 122, 34, b.ink.lo) + lens(x + 58, y + 60, 27) + lens(x + 108, y + 110, 27) + circle(x + 110, y + 58, 10, '#fff3d2'),
    circle(x + 128, y + 118, 86, b.ink.lo) +
      circle(x + 128, y + 118, 86, 'none', `stroke="${b.ink.hi}" stroke-width="3"`) +
      lens(x + 94, y + 86, 26) +
      lens(x + 162, y + 86, 26) +
      lens(x + 128, y + 150, 26),
    rect(x + 18, y + 44, w - 36, 84, 42, b.ink.lo) + lens(x + 66, y + 86, 31) + lens(x + 134, y + 86, 31) + lens(x + 194, y + 86, 20),
  ][level % 4];
  return (
    edge +
    rect(x, y, w, h, 46, body) +
    (island ?? '') +
    b.mark(x + w / 2, y + h * 0.62, 32, b.ink.lo) +
    gleam(`M${x + w - 14} ${y + 60}V${y + h - 60}`, 4, 0.25)
  );
}

function phoneFront(b: Brush, x: number, y: number): string {
  const [w, h] = [256, 530];
  const frame = rect(x - 4, y - 4, w + 8, h + 8, 50, b.ink.lo) + rect(x - 1, y - 1, w + 2, h + 2, 47, '#121318');
  return (
    frame +
    wallpaper(b, x + 9, y + 9, w - 18, h - 18, 38) +
    circle(x + w / 2, y + 30, 8, '#0b0c10') +
    rect(x + w / 2 - 46, y + h - 26, 92, 5, 2.5, '#ffffff', 'opacity=".75"') +
    glare(b, x + 9, y + 9, w - 18, h - 18, 38)
  );
}

const phone: Draw = (b) => {
  if (!b.front) {
    const one = (i: number, art: string): string => group(art, `rotate(${i === 0 ? -14 : 12} 400 400)`);
    return { art: floor(b, 400, 690, 250) + one(0, phoneFront(b, 190, 150)) + one(1, phoneBack(b, 360, 136)) };
  }
  return { art: floor(b, 410, 690, 240) + phoneBack(b, 196, 150) + rect(346, 166, 266, 534, 48, '#201a26', 'opacity=".16"') + phoneFront(b, 352, 158) };
};

const tablet: Draw = (b) => {
  const [x, y, w, h] = [112, 196, 576, 410];
  const screen =
    rect(x, y, w, h, 34, b.ink.lo) +
    rect(x + 3, y + 3, w - 6, h - 6, 31, '#14151a') +
    wallpaper(b, x + 22, y + 22, w - 44, h - 44, 16) +
    glare(b, x + 22, y + 22, w - 44, h - 44, 16);
  const pen =
    rect(150, 640, 500, 17, 8, b.defs.linear('down', [0, '#ffffff'], [1, '#cfcbc6'])) +
    path('M650 640l34 8.5l-34 8.5z', '#b9b4ad') +
    rect(196, 640, 60, 17, 0, b.accent.base);
  if (b.front) return { art: lying(box(x, y, w, h, 34)) + lying(box(150, 640, 520, 17, 8), 5) + screen + pen };
  const back =
    rect(x, y, w, h, 34, b.defs.linear('slant', [0, b.ink.top], [0.4, b.ink.hi], [1, b.ink.lo])) +
    rect(x + 1, y + 1, w - 2, h - 2, 33, 'none', `stroke="${b.ink.top}" stroke-width="2" opacity=".5"`);
  return {
    art: group(
      lying(box(x, y, w, h, 34)) + back + lens(x + 56, y + 56, 26) + circle(x + 100, y + 56, 8, '#fff3d2') + b.mark(400, 400, 54, b.ink.lo),
      'rotate(-16 400 400)',
    ),
  };
};

const watch: Draw = (b) => {
  const round = b.style === 0;
  const strap = b.defs.linear('right', [0, b.ink.lo], [0.3, b.ink.hi], [0.7, b.ink.base], [1, b.ink.lo]);
  const band =
    path('M318 300L334 96Q338 74 360 72H440Q462 74 466 96L482 300z', strap) + path('M318 500L334 704Q338 728 362 730H438Q462 728 466 704L482 500z', strap);
  const holes = [606, 636, 666].map((y) => oval(400, y, 7, 10, b.ink.deep)).join('');
  const metal = b.defs.linear('slant', [0, '#f2f2f2'], [0.45, '#b9bcc0'], [1, '#76797f']);
  const body = round
    ? circle(400, 400, 168, metal) + circle(400, 400, 152, '#101216')
    : rect(252, 236, 296, 328, 84, metal) + rect(266, 250, 268, 300, 72, '#101216');
  const arc = (r: number, share: number, color: string): string => {
    const len = 2 * Math.PI * r;
    return (
      circle(400, 400, r, 'none', `stroke="${mix(color, '#101216', 0.72)}" stroke-width="20"`) +
      circle(
        400,
        400,
        r,
        'none',
        `stroke="${color}" stroke-width="20" stroke-linecap="round" stroke-dasharray="${len * share} ${len}" transform="rotate(-90 400 400)"`,
      )
    );
  };
  const crown = rect(round ? 562 : 544, 378, 18, 44, 8, '#9a9da2');
  const rings = arc(112, 0.5 + (b.seed % 5) * 0.1, b.accent.hi) + arc(82, 0.35 + (b.seed % 4) * 0.15, '#7fc8b6') + arc(52, 0.42, '#f0c96a');
  const ticks = Array.from({ length: 12 }, (_, i) =>
    group(rect(-3, -124, 6, i % 3 === 0 ? 26 : 14, 3, i % 3 === 0 ? '#f4f3ef' : '#7b8088'), `translate(400 400) rotate(${i * 30})`),
  ).join('');
  const dial =
    ticks +
    group(rect(-5, -78, 10, 92, 5, '#f4f3ef'), `translate(400 400) rotate(${(b.seed * 47) % 360})`) +
    group(rect(-4, -108, 8, 122, 4, '#f4f3ef'), `translate(400 400) rotate(${(b.seed * 131) % 360})`) +
    group(rect(-2, -112, 4, 140, 2, b.accent.hi), 'translate(400 400) rotate(210)') +
    circle(400, 400, 9, b.accent.hi);
  const face = b.seed % 2 === 0 ? rings : dial;
  const shadow =
    lying(`M318 300L334 96Q338 74 360 72H440Q462 74 466 96L482 300V500L466 704Q462 728 438 730H362Q338 728 334 704L318 500z`) +
    lying(round ? 'M232 400a168 168 0 1 0 336 0a168 168 0 1 0-336 0z' : box(252, 236, 296, 328, 84));
  const art =
    shadow +
    band +
    line('M350 120V290M450 120V290M350 510V600M450 510V600', b.ink.lo, 3, 'opacity=".6"') +
    holes +
    crown +
    body +
    face +
    gleam(round ? 'M292 330A128 128 0 0 1 340 288' : 'M290 330V310Q292 276 326 274', 9, 0.28);
  return { art: group(art, b.front ? 'rotate(0)' : 'rotate(-24 400 400)'), close: { x: 420, y: 410, zoom: 1.5, turn: 0 } };
};

const laptop: Draw = (b) => {
  const metal = b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo]);
  if (!b.front) {
    const lid = b.defs.linear('slant', [0, b.ink.top], [0.5, b.ink.hi], [1, b.ink.base]);
    const art =
      lying(box(150, 220, 500, 350, 26), 20) +
      rect(150, 228, 500, 350, 26, b.ink.deep) +
      rect(150, 220, 500, 350, 26, lid) +
      b.mark(400, 392, 66, b.ink.lo) +
      line('M180 226H620', b.ink.top, 3, 'opacity=".7"') +
      rect(330, 562, 140, 8, 4, b.ink.lo);
    return { art: group(art, 'rotate(-14 400 400)') };
  }
  const screen =
    rect(158, 170, 484, 322, 22, b.ink.lo) +
    rect(162, 174, 476, 318, 19, '#14151a') +
    wallpaper(b, 176, 190, 448, 282, 6) +
    circle(400, 182, 3.5, '#3a3d44') +
    glare(b, 176, 190, 448, 282, 6);
  const deck = path('M158 488H642L716 604Q722 616 708 618H92Q78 616 84 604z', metal);
  const keys = Array.from({ length: 5 }, (_, row) => {
    const [y, half] = [500 + row * 13, 212 + row * 11];
    const n = row === 4 ? 7 : 13;
    return Array.from({ length: n }, (_, i) => {
      const step = (half * 2) / n;
      const wide = row === 4 && i === 3 ? 1 : 0.86;
      return rect(400 - half + i * step, y, step * wide, 10, 2.5, '#2b2d33', 'opacity=".9"');
    }).join('');
  }).join('');
  const pad = path('M340 572H460L470 604H330z', b.ink.hi, `stroke="${b.ink.lo}" stroke-width="2"`);
  const lip = path('M82 606Q80 628 104 630H696Q720 628 718 606Q716 618 704 618H96Q84 618 82 606z', b.ink.deep) + rect(344, 618, 112, 6, 3, b.ink.lo);
  return { art: floor(b, 400, 634, 340, 26) + screen + deck + keys + pad + lip };
};

const stand = (b: Brush, y: number): string => {
  const metal = b.defs.linear('right', [0, b.ink.lo], [0.4, b.ink.hi], [1, b.ink.lo]);
  return path(`M366 ${y}H434L442 ${y + 132}H358z`, metal) + oval(400, y + 138, 130, 18, b.ink.lo) + oval(400, y + 132, 130, 18, b.ink.hi);
};

const monitor: Draw = (b) => {
  const [x, y, w, h] = [96, 150, 608, 372];
  const front =
    floor(b, 400, 662, 190, 20) +
    stand(b, 520) +
    rect(x, y, w, h, 16, b.ink.lo) +
    rect(x + 2, y + 2, w - 4, h - 4, 14, '#15161b') +
    wallpaper(b, x + 12, y + 12, w - 24, h - 42, 4) +
    b.mark(400, y + h - 14, 14, '#8d9298') +
    glare(b, x + 12, y + 12, w - 24, h - 42, 4);
  if (b.front) return { art: front };
  const back =
    rect(x, y, w, h, 22, b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo])) +
    rect(270, 250, 260, 180, 26, b.ink.base) +
    rect(270, 250, 260, 180, 26, 'none', `stroke="${b.ink.lo}" stroke-width="3"`) +
    [300, 330, 360, 390, 420, 450, 480].map((vx) => rect(vx, 270, 14, 4, 2, b.ink.deep)).join('');
  return { art: floor(b, 400, 662, 190, 20) + back + stand(b, 470) + b.mark(400, 200, 34, b.ink.lo), close: { x: 400, y: 400, zoom: 0.95, turn: 0 } };
};

const tv: Draw = (b) => {
  const [x, y, w, h] = [66, 178, 668, 394];
  const legs =
    b.style === 1
      ? rect(320, 572, 160, 20, 6, '#2b2d33') + oval(400, 606, 160, 13, '#3a3d44')
      : path('M176 570L150 618H166L200 570zM624 570L650 618H634L600 570z', '#2b2d33');
  return {
    art:
      floor(b, 400, 622, 330, 20) +
      legs +
      rect(x, y, w, h, 10, '#23252b') +
      wallpaper(b, x + 7, y + 7, w - 14, h - 20, 3) +
      glare(b, x + 7, y + 7, w - 14, h - 20, 3) +
      circle(400, y + h - 6, 2.5, '#e0563f'),
    close: { x: 560, y: 470, zoom: 1.7, turn: -6 },
  };
};

export const screens = { phone, tablet, watch, laptop, monitor, tv } satisfies Record<string, Draw>;
