import { type Brush, circle, type Draw, floor, gleam, group, line, lying, mix, oval, path, rect } from './paint.ts';

const mat: Draw = (b) => {
  const sheet = 'M96 560L520 470L712 560Q720 572 706 582L330 690Q300 696 270 684L104 590Q84 574 96 560z';
  const roll = b.defs.linear('down', [0, b.ink.top], [0.4, b.ink.base], [1, b.ink.deep]);
  const cylinder = path('M92 470L496 372Q540 372 552 420Q556 470 520 486L116 590z', roll);
  const spiral =
    oval(104, 530, 50, 62, b.ink.lo) +
    oval(104, 530, 38, 48, b.ink.hi) +
    oval(104, 530, 27, 35, b.ink.lo) +
    oval(104, 530, 16, 22, b.ink.hi) +
    oval(104, 530, 7, 10, b.ink.deep);
  const texture = [0, 1, 2, 3].map((i) => line(`M${220 + i * 118} ${628 - i * 22}L${330 + i * 112} ${664 - i * 26}`, b.ink.lo, 4, 'opacity=".35"')).join('');
  const straps = line('M214 440Q240 470 226 556M420 392Q446 420 434 506', b.accent.base, 16);
  const art =
    lying(sheet, 14) +
    path(sheet, b.defs.linear('right', [0, b.ink.lo], [0.4, b.ink.base], [1, b.ink.hi])) +
    texture +
    cylinder +
    spiral +
    straps +
    b.mark(600, 560, 34, b.ink.lo) +
    gleam('M130 486L480 402', 10, 0.3);
  return { art: group(art, 'translate(0 -100)'), close: { x: 190, y: 410, zoom: 1.8, turn: 6 } };
};

const ballShade = (b: Brush): string =>
  circle(400, 390, 262, b.defs.radial(0.36, 0.3, 0.78, [0, '#ffffff', 0.35], [0.45, '#ffffff', 0], [0.7, '#1a1622', 0.05], [1, '#1a1622', 0.42]));
const ball = (b: Brush, base: string, art: string): string =>
  floor(b, 404, 664, 210, 26) + circle(400, 390, 262, base) + b.defs.inside(circle(400, 390, 262, '#000'), art) + ballShade(b);

const polygon = (cx: number, cy: number, r: number, turn: number): string =>
  Array.from(
    { length: 5 },
    (_, i) =>
      `${i === 0 ? 'M' : 'L'}${(cx + r * Math.cos(((turn + i * 72) * Math.PI) / 180)).toFixed(1)} ${(cy + r * Math.sin(((turn + i * 72) * Math.PI) / 180)).toFixed(1)}`,
  ).join('') + 'z';

const football: Draw = (b) => {
  const white = b.ink.base === '#f4f3ef' ? '#f4f3ef' : '#faf7f0';
  const dark = b.ink.base === '#f4f3ef' ? '#26282e' : b.ink.base;
  const centre = polygon(400, 390, 84, -90);
  const around = [0, 1, 2, 3, 4].map((i) => {
    const a = ((-90 + i * 72) * Math.PI) / 180;
    const [x, y] = [400 + 252 * Math.cos(a), 390 + 252 * Math.sin(a)];
    return (
      line(`M${400 + 84 * Math.cos(a)} ${390 + 84 * Math.sin(a)}L${400 + 172 * Math.cos(a)} ${390 + 172 * Math.sin(a)}`, mix(dark, '#ffffff', 0.35), 6) +
      path(polygon(x, y, 86, 90 + i * 72), dark)
    );
  });
  const seams = [0, 1, 2, 3, 4].map((i) => {
    const [a1, a2, m] = [-90 + i * 72, -90 + (i + 1) * 72, -54 + i * 72].map((v) => (v * Math.PI) / 180) as [number, number, number];
    const [mx, my] = [400 + 196 * Math.cos(m), 390 + 196 * Math.sin(m)];
    const p = (a: number, d: number): string => `${400 + 178 * Math.cos(a + d)} ${390 + 178 * Math.sin(a + d)}`;
    return line(`M${p(a1, 0.06)}L${mx} ${my}L${p(a2, -0.06)}M${mx} ${my}L${400 + 262 * Math.cos(m)} ${390 + 262 * Math.sin(m)}`, mix(dark, '#ffffff', 0.35), 6);
  });
  return { art: ball(b, white, path(centre, dark) + around.join('') + seams.join('')), close: { x: 360, y: 350, zoom: 1.5, turn: 24 } };
};

const basketball: Draw = (b) => {
  const seam = mix(b.ink.base, '#1a1014', 0.82);
  const grain: string[] = [];
  for (let y = 150; y < 640; y += 22) for (let x = 150; x < 660; x += 22) grain.push(circle(x + ((y / 22) % 2 > 1 ? 11 : 0), y, 2.6, b.ink.lo));
  const art =
    `<g opacity=".5">${grain.join('')}</g>` +
    line('M138 390H662M400 128V652', seam, 10) +
    line('M206 196C330 290 330 490 206 584M594 196C470 290 470 490 594 584', seam, 10);
  return { art: group(ball(b, b.ink.base, art), 'rotate(0)'), close: { x: 360, y: 340, zoom: 1.5, turn: 28 } };
};

/** Three sectors of three bands each, as on an indoor volleyball; every seam is the same curve turned and moved. */
const volleyball: Draw = (b) => {
  const white = b.ink.base === '#f4f3ef';
  const [one, two] = white ? ['#2f62b0', '#f4f3ef'] : [b.ink.base, '#f8f4ea'];
  const seam = mix(b.ink.base, '#1a1622', white ? 0.35 : 0.5);
  const at = (x: number, y: number, turn: number): string => {
    const a = (turn * Math.PI) / 180;
    return `${(400 + x * Math.cos(a) - y * Math.sin(a)).toFixed(1)} ${(390 + x * Math.sin(a) + y * Math.cos(a)).toFixed(1)}`;
  };
  const edge = (turn: number): string => `C${at(50, -84, turn)} ${at(52, -190, turn)} ${at(4, -282, turn)}`;
  const sector = (turn: number): string => {
    const clip = path(
      `M400 390${edge(turn)}L${at(300, -300, turn)}L${at(420, 40, turn)}L${at(4, -282, turn + 120)}C${at(52, -190, turn + 120)} ${at(50, -84, turn + 120)} 400 390z`,
      '#000',
    );
    const curve = (dx: number, dy: number): string =>
      `M${at(dx, dy, turn)}C${at(dx + 58, dy - 100, turn)} ${at(dx + 66, dy - 190, turn)} ${at(dx + 20, dy - 300, turn)}`;
    const bands = path(`M400 390${edge(turn)}L${at(400, -300, turn)}L${at(420, 200, turn)}z`, two) + line(curve(96, 36), one, 88);
    const seams = line(curve(46, 20), seam, 6) + line(curve(146, 52), seam, 6);
    return b.defs.inside(clip, bands + seams) + line(`M400 390${edge(turn)}`, seam, 7);
  };
  return { art: ball(b, two, sector(0) + sector(120) + sector(240)), close: { x: 440, y: 340, zoom: 1.5, turn: -24 } };
};

const wheel = (cx: number, cy: number, r: number): string => {
  const spokes = Array.from({ length: 14 }, (_, i) => {
    const a = (i * Math.PI) / 7;
    return line(`M${cx} ${cy}L${(cx + r * 0.9 * Math.cos(a)).toFixed(1)} ${(cy + r * 0.9 * Math.sin(a)).toFixed(1)}`, '#b9bcc0', 2.5);
  }).join('');
  return (
    circle(cx, cy, r, 'none', 'stroke="#2b2d33" stroke-width="17"') +
    circle(cx, cy, r - 12, 'none', 'stroke="#a7abb1" stroke-width="6"') +
    spokes +
    circle(cx, cy, 13, '#3a3d44')
  );
};

const bicycle: Draw = (b) => {
  const [rear, front, y, r] = [198, 604, 520, 136];
  const low = b.style === 1;
  const frame = low
    ? `M${rear} ${y}L306 340L382 526L${rear} ${y}M382 526L400 430Q440 400 540 330M382 526Q420 400 546 350`
    : `M${rear} ${y}L312 340L382 526z M312 340L534 318L382 526`;
  const tube = (d: string, w: number): string => line(d, b.ink.deep, w + 5) + line(d, b.ink.base, w) + line(d, b.ink.top, w * 0.25, 'opacity=".6"');
  const fork = tube(`M528 290L${front} ${y}`, 13);
  const bars =
    line('M522 262L536 318', '#3a3d44', 12) +
    line(low ? 'M522 262C500 240 470 244 450 262M522 262Q544 250 560 256' : 'M522 262Q556 244 584 262Q600 280 590 300', '#3a3d44', 12) +
    line(low ? 'M450 262l-18 10' : 'M590 298l-6 16', '#8a5c36', 16);
  const saddle = line('M306 342L296 296', '#3a3d44', 12) + path('M244 286Q290 270 352 284Q360 292 340 300Q290 304 262 306Q236 304 244 286z', '#6b4430');
  const crank =
    circle(382, 526, 36, 'none', 'stroke="#3a3d44" stroke-width="9"') +
    circle(382, 526, 12, '#3a3d44') +
    line('M382 526L424 578M382 526L340 474', '#6d7178', 10) +
    rect(410, 574, 42, 12, 6, '#2b2d33') +
    rect(314, 464, 42, 12, 6, '#2b2d33') +
    line(`M382 490L${rear} ${y - 14}M382 562L${rear} ${y + 14}`, '#4a4d55', 4);
  const guards = low ? line(`M60 500A140 140 0 0 1 300 424`, b.ink.lo, 10) : '';
  return {
    art: floor(b, 400, 664, 340, 20) + wheel(rear, y, r) + wheel(front, y, r) + guards + fork + tube(frame, 15) + crank + saddle + bars,
    close: { x: 470, y: 400, zoom: 1.7, turn: -8 },
  };
};

const tent: Draw = (b) => {
  const family = b.style === 1;
  const outline = family ? 'M86 610C120 360 200 232 330 212H520C640 240 700 380 716 610z' : 'M90 612C170 470 250 270 392 214C540 260 640 440 712 612z';
  const body = path(outline, b.defs.linear('slant', [0, b.ink.top], [0.45, b.ink.base], [1, b.ink.lo]));
  const shade = family
    ? path('M520 212C640 240 700 380 716 610H560C560 420 550 290 520 212z', b.ink.lo, 'opacity=".7"')
    : path('M392 214C540 260 640 440 712 612H500C480 440 440 300 392 214z', b.ink.lo, 'opacity=".7"');
  const door = family
    ? path('M220 610C220 460 250 360 330 330C410 360 440 460 440 610z', '#3a3331') + path('M220 610C220 460 250 360 330 330C300 420 268 520 262 610z', b.ink.hi)
    : path('M250 612C276 480 330 380 384 330C420 400 450 500 460 612z', '#3a3331') +
      path('M250 612C276 480 330 380 384 330C364 420 330 530 322 612z', b.ink.hi);
  const poles = line(
    family ? 'M330 212C300 330 292 480 290 604M520 212C560 330 572 480 572 606' : 'M392 214C340 330 280 480 176 608M392 214C470 330 540 480 620 608',
    b.ink.deep,
    5,
    'opacity=".5"',
  );
  const ropes = line('M150 470L50 616M652 470L752 616', '#e9dcc3', 4) + path('M46 608l10 24M756 608l-10 24', 'none', 'stroke="#8d9298" stroke-width="6"');
  const grass =
    oval(400, 622, 356, 24, '#8ea77a', 'opacity=".55"') +
    [
      [90, 610],
      [250, 628],
      [520, 630],
      [690, 612],
    ]
      .map(([x = 0, y = 0]) => line(`M${x} ${y}q-4 -18 -12 -24M${x + 6} ${y}q2 -20 10 -26`, '#6f8c5c', 5))
      .join('');
  return {
    art:
      floor(b, 400, 630, 350, 26) +
      grass +
      ropes +
      body +
      shade +
      poles +
      door +
      rect(family ? 586 : 548, 470, 60, 44, 8, '#f4f3ef', 'opacity=".35"') +
      b.mark(family ? 480 : 520, 420, 30, b.ink.top),
    close: { x: 350, y: 450, zoom: 1.6, turn: -5 },
  };
};

const sleepingbag: Draw = (b) => {
  const d = 'M400 96C500 96 556 160 560 250C566 420 520 560 486 656Q470 704 400 706T314 656C280 560 234 420 240 250C244 160 300 96 400 96z';
  const quilt = [300, 372, 444, 516, 588, 650]
    .map(
      (y) =>
        line(`M220 ${y}Q400 ${y + 28} 580 ${y}`, b.ink.lo, 6, 'opacity=".7"') + line(`M220 ${y + 9}Q400 ${y + 37} 580 ${y + 9}`, b.ink.top, 4, 'opacity=".3"'),
    )
    .join('');
  const hood =
    oval(400, 206, 116, 84, b.ink.deep) +
    oval(400, 212, 100, 70, b.accent.lo) +
    oval(400, 222, 84, 54, b.accent.hi) +
    path('M330 236Q400 204 470 236Q470 262 400 266T330 236z', '#fbf7ef');
  const zip =
    line('M516 236C520 380 500 500 462 610', '#2e3037', 8) +
    line('M516 236C520 380 500 500 462 610', '#c9ccd0', 3, 'stroke-dasharray="6 5"') +
    rect(508, 250, 14, 32, 5, b.accent.base);
  const art =
    lying(d, 16) +
    path(d, b.defs.linear('right', [0, b.ink.lo], [0.35, b.ink.hi], [0.6, b.ink.base], [1, b.ink.lo])) +
    b.defs.inside(path(d, '#000'), quilt) +
    hood +
    zip +
    b.mark(360, 480, 34, b.ink.top);
  return { art: group(art, b.front ? 'rotate(14 400 400)' : 'rotate(-30 400 400)'), close: { x: 400, y: 300, zoom: 1.5, turn: 0 } };
};

export const outdoors = { mat, football, basketball, volleyball, bicycle, tent, sleepingbag } satisfies Record<string, Draw>;
