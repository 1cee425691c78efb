import { type Brush, box, circle, type Draw, floor, gleam, group, type Ink, line, mix, oval, path, rect } from './paint.ts';

const STEEL: Ink = { top: '#f6f6f4', hi: '#dfe0e0', base: '#b9bcc0', lo: '#8a8e94', deep: '#62666c' };
const round = (b: Brush, ink: Ink): string => b.defs.linear('right', [0, ink.lo], [0.2, ink.top], [0.45, ink.base], [0.8, ink.lo], [1, ink.deep]);

const pan: Draw = (b) => {
  const ink = b.style === 1 ? STEEL : b.ink;
  const inner = b.style === 1 ? '#c3c7cb' : '#34363c';
  const wall = b.defs.radial(0.4, 0.35, 0.75, [0, mix(inner, '#ffffff', 0.12)], [0.7, inner], [1, mix(inner, '#000000', 0.3)]);
  const handle =
    path('M556 330L742 196Q766 184 776 204Q784 222 764 240L592 390z', '#2e3037') +
    path('M590 326L744 214Q760 206 764 216L600 340z', '#54575f', 'opacity=".7"') +
    circle(752, 214, 9, '#8d9298') +
    path('M540 330L610 296L634 344L574 396z', b.style === 1 ? STEEL.lo : '#8d9298');
  const disc =
    oval(352, 446, 288, 214, ink.deep) +
    oval(352, 428, 288, 214, ink.base) +
    oval(352, 426, 272, 198, ink.hi) +
    oval(352, 430, 262, 188, wall) +
    oval(352, 452, 214, 146, mix(inner, '#000000', 0.12)) +
    oval(
      352,
      456,
      210,
      142,
      b.style === 1 ? b.defs.linear('slant', [0, '#f4f5f5'], [0.35, '#c9cdd0'], [0.55, '#eceeee'], [1, '#a5aaaf']) : mix(inner, '#ffffff', 0.07),
    );
  const rings = [170, 128, 86]
    .map((r) => oval(352, 450, r, r * 0.68, 'none', `stroke="${mix(inner, b.style === 1 ? '#000000' : '#ffffff', 0.2)}" stroke-width="3" opacity=".4"`))
    .join('');
  return {
    art: floor(b, 372, 596, 300, 80) + handle + disc + rings + gleam('M118 400Q150 300 262 268', 12, 0.3),
    close: { x: 500, y: 380, zoom: 1.6, turn: -10 },
  };
};

const pot: Draw = (b) => {
  const ink = b.style === 1 ? STEEL : b.ink;
  const body =
    path('M190 340H610V560Q610 636 534 640H266Q190 636 190 560z', round(b, ink)) +
    rect(180, 326, 440, 30, 12, ink.hi) +
    rect(180, 344, 440, 12, 6, ink.deep, 'opacity=".35"');
  const ears =
    line('M188 410C120 400 120 480 188 474M612 410C680 400 680 480 612 474', ink.deep, 24) +
    line('M188 410C120 400 120 480 188 474M612 410C680 400 680 480 612 474', ink.base, 12);
  const lid =
    path(
      'M196 326Q220 244 400 240T604 326z',
      b.style === 1 ? b.defs.linear('down', [0, '#e6f0f3', 0.95], [1, '#b4c8d0', 0.9]) : b.defs.linear('down', [0, ink.hi], [1, ink.lo]),
    ) +
    rect(188, 316, 424, 18, 9, STEEL.base) +
    rect(382, 214, 36, 30, 6, '#8d9298') +
    rect(350, 190, 100, 36, 18, '#2e3037');
  return {
    art: floor(b, 400, 640, 240, 26) + ears + body + lid + gleam('M236 380V560', 16, 0.28) + b.mark(400, 500, 40, ink.lo),
    close: { x: 490, y: 330, zoom: 1.7, turn: -8 },
  };
};

function mugArt(b: Brush, ink: Ink): string {
  const handle = line('M540 366C662 344 672 560 524 556', ink.lo, 46) + line('M540 366C662 344 672 560 524 556', ink.hi, 30);
  const d = 'M228 276H560L548 590Q544 650 484 652H304Q244 650 240 590z';
  const motif = [
    '',
    [350, 420, 490, 560].map((y) => path(`M220 ${y}Q394 ${y + 26} 568 ${y}V${y + 26}Q394 ${y + 52} 220 ${y + 26}z`, b.accent.base, 'opacity=".85"')).join(''),
    [0, 1, 2, 3].flatMap((r) => [0, 1, 2, 3, 4].map((c) => circle(268 + c * 68 + (r % 2) * 32, 360 + r * 74, 17, b.accent.base, 'opacity=".85"'))).join(''),
    [
      [318, 400],
      [430, 470],
      [330, 560],
      [478, 370],
      [480, 580],
    ]
      .map(
        ([x = 0, y = 0]) =>
          [0, 72, 144, 216, 288]
            .map((a) => circle(x + 20 * Math.cos((a * Math.PI) / 180), y + 20 * Math.sin((a * Math.PI) / 180), 15, b.accent.base))
            .join('') +
          circle(x, y, 11, '#fff3d2') +
          path(`M${x + 26} ${y + 26}q26 4 30 30q-28 -2 -30 -30z`, '#6f9a6a'),
      )
      .join(''),
  ][b.style % 4];
  const side = b.defs.linear('right', [0, ink.lo], [0.22, ink.hi], [0.5, ink.base], [1, ink.lo]);
  return (
    handle +
    path(d, side) +
    b.defs.inside(path(d, '#000'), motif ?? '') +
    oval(394, 278, 166, 36, ink.hi) +
    oval(394, 282, 150, 28, '#4b2e1e') +
    oval(394, 288, 128, 18, '#6b4430') +
    gleam('M268 340L276 560', 16, 0.3)
  );
}

const mug: Draw = (b) => {
  const steam = line('M350 214c-18 -30 18 -50 0 -84M420 204c-18 -30 18 -50 0 -84', '#ffffff', 11, 'opacity=".6"');
  const second = b.others[0];
  if (!b.front && second !== undefined)
    return {
      art: floor(b, 410, 640, 300, 30) + group(mugArt(b, second), 'translate(300 130) scale(.72)') + group(mugArt(b, b.ink), 'translate(-70 110) scale(.84)'),
    };
  return { art: floor(b, 400, 652, 210, 26) + steam + mugArt(b, b.ink), close: { x: 440, y: 400, zoom: 1.5, turn: 10 } };
};

const bedding: Draw = (b) => {
  const pattern = (d: string): string => {
    const art = [
      '',
      Array.from({ length: 16 }, (_, i) => rect(100 + i * 40, 100, 14, 600, 0, b.accent.hi, 'opacity=".55"')).join(''),
      Array.from({ length: 60 }, (_, i) =>
        circle(110 + (i % 10) * 64 + (Math.floor(i / 10) % 2) * 32, 190 + Math.floor(i / 10) * 78, 12, b.accent.hi, 'opacity=".75"'),
      ).join(''),
      Array.from(
        { length: 12 },
        (_, i) => rect(100 + i * 56, 100, 18, 600, 0, b.ink.lo, 'opacity=".5"') + rect(60, 130 + i * 48, 700, 16, 0, b.ink.lo, 'opacity=".4"'),
      ).join(''),
    ][b.style % 4];
    return b.defs.inside(path(d, '#000'), art ?? '');
  };
  const slab = (y: number, h: number, ink: Ink): string => {
    const d = box(150, y, 500, h, 38);
    return (
      path(d, b.defs.linear('down', [0, ink.top], [0.4, ink.base], [1, ink.lo])) +
      pattern(d) +
      line(`M176 ${y + h / 2}H600`, ink.lo, 4, 'opacity=".55"') +
      path(`M596 ${y + 2}Q652 ${y + h / 2} 596 ${y + h - 2}`, 'none', `stroke="${ink.lo}" stroke-width="6" opacity=".6"`)
    );
  };
  const pillow = 'M214 250Q180 246 172 286Q160 350 178 420Q190 446 228 438Q400 418 572 438Q610 446 622 420Q640 350 628 286Q620 246 586 250Q400 272 214 250z';
  const soft =
    path(pillow, b.defs.radial(0.45, 0.35, 0.8, [0, b.ink.top], [0.7, b.ink.base], [1, b.ink.lo])) +
    pattern(pillow) +
    line('M196 272Q226 300 232 330M604 272Q574 300 568 330M200 424Q236 400 240 380', b.ink.lo, 5, 'opacity=".6"');
  const second = b.others[0] ?? { ...b.ink, base: b.ink.hi };
  return {
    art:
      floor(b, 400, 664, 290, 26) +
      slab(584, 84, second) +
      slab(506, 84, b.ink) +
      slab(428, 86, { ...b.ink, base: b.ink.hi }) +
      soft +
      b.mark(400, 560, 26, b.ink.lo),
    close: { x: 460, y: 420, zoom: 1.7, turn: -8 },
  };
};

const WOOD = '#b98a5c';
const wood = (b: Brush): string => b.defs.linear('right', [0, mix(WOOD, '#ffffff', 0.25)], [0.5, WOOD], [1, mix(WOOD, '#3a2413', 0.35)]);

const chair: Draw = (b) => {
  const leg = wood(b);
  const legs =
    path('M262 470L228 692H252L296 474zM538 470L572 692H548L504 474z', leg) +
    path('M318 480L306 652H326L342 480zM482 480L494 652H474L458 480z', mix(WOOD, '#3a2413', 0.35));
  const seat =
    path('M240 430Q244 410 400 408T560 430L572 474Q572 494 400 496T228 474z', b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo])) +
    path('M228 474Q240 494 400 496T572 474V484Q560 508 400 508T228 484z', b.ink.deep);
  const back =
    b.style === 1
      ? path(
          'M252 150Q400 112 548 150Q574 160 570 210L552 380Q400 410 248 380L230 210Q226 160 252 150z',
          b.defs.linear('slant', [0, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]),
        ) +
        line('M340 150V382M460 150V382', b.ink.lo, 5, 'opacity=".6"') +
        line('M262 380L276 420M538 380L524 420', mix(WOOD, '#3a2413', 0.3), 16)
      : path('M250 140H550Q568 142 566 164L558 236H242L234 164Q232 142 250 140z', b.defs.linear('down', [0, b.ink.hi], [1, b.ink.base])) +
        line('M254 236L268 420M546 236L532 420', b.ink.base, 20) +
        line('M330 238L336 414M400 238V414M470 238L464 414', b.ink.lo, 14);
  return { art: floor(b, 400, 692, 220, 24) + legs + back + seat, close: { x: 440, y: 340, zoom: 1.5, turn: -6 } };
};

const officechair: Draw = (b) => {
  const dark = '#33353c';
  const base = [-178, -96, 0, 96, 178]
    .map(
      (dx) =>
        line(`M400 600L${400 + dx} ${660 - Math.abs(dx) * 0.06 + (dx === 0 ? 16 : 0)}`, dark, 20) +
        circle(400 + dx, 684 - Math.abs(dx) * 0.06 + (dx === 0 ? 14 : 0), 16, '#1f2126'),
    )
    .join('');
  const back = path(
    'M276 118Q400 90 524 118Q546 126 544 164L524 404Q400 430 276 404L256 164Q254 126 276 118z',
    b.defs.linear('slant', [0, b.ink.top], [0.4, b.ink.base], [1, b.ink.lo]),
  );
  const ribs = [180, 232, 284, 336].map((y) => line(`M276 ${y}Q400 ${y + 20} 524 ${y}`, b.ink.lo, 5, 'opacity=".6"')).join('');
  const arms =
    line('M250 452V360Q250 342 230 342H216M550 452V360Q550 342 570 342H584', dark, 16) +
    rect(180, 330, 86, 24, 12, '#1f2126') +
    rect(534, 330, 86, 24, 12, '#1f2126');
  const seat = path('M232 452Q240 428 400 426T568 452L576 490Q570 520 400 522T224 490z', b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo]));
  return {
    art:
      floor(b, 400, 696, 210, 22) +
      rect(386, 516, 28, 96, 8, '#8d9298') +
      base +
      rect(384, 390, 32, 50, 8, dark) +
      back +
      ribs +
      arms +
      seat +
      gleam('M296 150Q288 250 300 370', 9, 0.25),
    close: { x: 440, y: 300, zoom: 1.6, turn: 8 },
  };
};

const armchair: Draw = (b) => {
  const soft = b.defs.linear('slant', [0, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]);
  const legs = path('M226 626L208 700H232L256 626zM574 626L592 700H568L544 626z', wood(b));
  const back =
    path('M234 210Q240 140 400 136T566 210L580 480H220z', soft) +
    [310, 400, 490].map((x) => circle(x, 270, 8, b.ink.lo) + line(`M${x} 270q-18 -40 -8 -90`, b.ink.lo, 4, 'opacity=".4"')).join('');
  const arms = path(
    'M150 366Q152 322 206 322T262 372V620H188Q154 616 152 580zM650 366Q648 322 594 322T538 372V620H612Q646 616 648 580z',
    b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo]),
  );
  const cushion = path('M256 470Q260 446 400 446T544 470V540Q540 556 400 556T260 540z', b.ink.hi) + rect(240, 548, 320, 80, 22, b.ink.lo);
  const pillow = group(
    rect(-66, -60, 132, 120, 26, b.accent.base) + line('M-40 -34Q0 -20 40 -34', b.accent.lo, 5, 'opacity=".6"'),
    'translate(342 410) rotate(-12)',
  );
  return { art: floor(b, 400, 700, 260, 24) + legs + back + cushion + pillow + arms, close: { x: 360, y: 400, zoom: 1.5, turn: -6 } };
};

const desk: Draw = (b) => {
  const top = b.defs.linear('down', [0, b.ink.hi], [1, b.ink.base]);
  if (b.style === 1) {
    const vase =
      path('M372 290Q366 330 350 350Q340 388 400 390T450 350Q434 330 428 290z', b.accent.base) +
      line('M400 292C396 240 370 220 352 190M400 292C404 250 420 230 446 206', '#6f8f62', 6) +
      circle(350, 184, 18, '#f4f3ef') +
      circle(448, 202, 16, '#f0c96a') +
      circle(392, 196, 15, '#e39bb0');
    const legs =
      path('M148 430L118 690H148L196 430zM652 430L682 690H652L604 430z', wood(b)) +
      path('M236 430L224 640H244L264 430zM564 430L576 640H556L536 430z', mix(WOOD, '#3a2413', 0.35));
    return {
      art:
        floor(b, 400, 690, 310, 24) +
        legs +
        vase +
        rect(92, 386, 616, 26, 10, top) +
        rect(92, 404, 616, 18, 6, b.ink.lo) +
        rect(160, 420, 480, 24, 4, b.ink.deep, 'opacity=".55"'),
      close: { x: 300, y: 420, zoom: 1.7, turn: -4 },
    };
  }
  const drawers =
    rect(516, 400, 150, 250, 8, b.ink.lo) + [412, 494, 572].map((y) => rect(526, y, 130, 70, 6, b.ink.base) + rect(570, y + 28, 42, 8, 4, '#8d9298')).join('');
  const legs = rect(128, 396, 22, 296, 4, '#3a3d44') + rect(530, 640, 16, 50, 4, '#3a3d44') + rect(636, 640, 16, 50, 4, '#3a3d44');
  const lamp = line('M190 372V300L250 236', '#3a3d44', 8) + path('M226 214L292 250L262 286L212 246z', b.accent.base) + rect(160, 364, 64, 12, 6, '#3a3d44');
  const screen =
    rect(340, 230, 170, 112, 8, '#23252b') + rect(348, 238, 154, 92, 4, '#8fb0bd') + rect(412, 342, 26, 30, 3, '#3a3d44') + rect(386, 366, 78, 8, 4, '#3a3d44');
  return {
    art: floor(b, 400, 690, 310, 24) + drawers + legs + lamp + screen + rect(90, 372, 620, 22, 8, top) + rect(90, 388, 620, 14, 5, b.ink.lo),
    close: { x: 540, y: 440, zoom: 1.7, turn: 5 },
  };
};

const desklamp: Draw = (b) => {
  const tone = b.style === 1 ? wood(b) : b.ink.base;
  const light = path('M226 300L96 640H470L344 272z', b.defs.linear('down', [0, '#fff1c4', 0.75], [1, '#fff1c4', 0]));
  const arm =
    line('M484 630L560 420L330 220', b.style === 1 ? mix(WOOD, '#3a2413', 0.3) : b.ink.lo, 22) +
    line('M484 630L560 420L330 220', b.style === 1 ? WOOD : b.ink.base, 13) +
    circle(560, 420, 20, '#3a3d44') +
    circle(330, 220, 18, '#3a3d44');
  const head = group(
    path('M-40 -70H40L96 62Q0 92 -96 62z', b.defs.linear('right', [0, b.ink.hi], [0.5, b.ink.base], [1, b.ink.lo])) +
      oval(0, 64, 96, 20, '#fff3cf') +
      rect(-26, -96, 52, 32, 10, b.ink.lo),
    'translate(288 244) rotate(24)',
  );
  const foot = path('M376 640Q380 610 484 608T592 640z', tone) + rect(366, 636, 236, 20, 10, b.ink.lo);
  return { art: floor(b, 470, 656, 190, 20) + light + foot + arm + head, close: { x: 350, y: 290, zoom: 1.8, turn: -6 } };
};

const shadelamp: Draw = (b) => {
  const glow = circle(400, 300, 300, b.defs.radial(0.5, 0.5, 0.5, [0, '#ffe9b0', 0.8], [1, '#ffe9b0', 0]));
  const shade =
    path(
      'M318 150H482L570 372Q400 404 230 372z',
      b.defs.linear('right', [0, b.ink.lo], [0.3, mix(b.ink.hi, '#ffe9b0', 0.35)], [0.55, mix(b.ink.hi, '#ffe9b0', 0.5)], [1, b.ink.lo]),
    ) +
    line('M318 150H482', b.ink.lo, 8) +
    line('M230 372Q400 404 570 372', b.ink.lo, 9);
  const body =
    b.style === 1
      ? path('M384 388H416L424 460Q470 500 470 560Q470 636 400 638T330 560Q330 500 376 460z', wood(b))
      : path(
          'M384 388H416L420 440Q486 470 486 560Q486 640 400 642T314 560Q314 470 380 440z',
          b.defs.linear('right', [0, '#efe9e0'], [0.4, '#ffffff'], [1, '#c9bfb2']),
        );
  return {
    art:
      glow +
      floor(b, 400, 664, 150, 18) +
      rect(392, 370, 16, 40, 4, '#b08d57') +
      body +
      rect(322, 634, 156, 28, 12, '#b08d57') +
      shade +
      line('M470 400v60', '#b08d57', 3) +
      circle(470, 466, 7, '#b08d57') +
      gleam('M350 540Q348 590 372 614', 10, 0.5),
    close: { x: 420, y: 360, zoom: 1.7, turn: 6 },
  };
};

export const interior = { pan, pot, mug, bedding, chair, officechair, armchair, desk, desklamp, shadelamp } satisfies Record<string, Draw>;
