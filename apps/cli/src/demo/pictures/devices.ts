import { box, circle, type Draw, floor, gleam, group, line, lying, mix, oval, path, rect } from './paint.ts';

const mouse: Draw = (b) => {
  const outline = 'M400 176C494 176 540 250 540 362V470C540 578 484 632 400 632S260 578 260 470V362C260 250 306 176 400 176z';
  const body = b.defs.linear('slant', [0, b.ink.top], [0.45, b.ink.base], [1, b.ink.lo]);
  const split = line('M400 180V330', b.ink.lo, 5) + line('M264 372Q400 330 536 372', b.ink.lo, 5);
  const wheel =
    rect(382, 232, 36, 84, 18, b.ink.deep) + rect(388, 240, 24, 68, 12, '#2b2d33') + [252, 268, 284].map((y) => line(`M392 ${y}H408`, '#5b5f68', 3)).join('');
  const glow =
    b.style === 1
      ? line('M268 420C268 560 320 618 400 618S532 560 532 420', b.accent.hi, 8, 'opacity=".9"') + b.mark(400, 500, 52, b.accent.hi)
      : b.mark(400, 510, 46, b.ink.lo);
  const art = lying(outline, 18) + path(outline, body) + split + wheel + glow + gleam('M296 400C286 300 316 226 366 206', 12, 0.22);
  return { art: group(art, 'rotate(18 400 400)'), close: { x: 400, y: 340, zoom: 1.7, turn: -30 } };
};

const keyboard: Draw = (b) => {
  const full = b.style % 2 === 1;
  const lit = b.style >= 2;
  const columns = full ? 17 : 13;
  const [x, w] = full ? [66, 668] : [130, 540];
  const [y, h] = [270, 258];
  const step = (w - 36) / columns;
  const cap = mix(b.ink.base, '#ffffff', 0.12);
  const caps = [0, 1, 2, 3, 4].flatMap((row) => {
    const keys: string[] = [];
    for (let c = 0; c < columns; ) {
      const wide = row === 4 && c === 4 ? 5 : (row === 1 && c === 0) || (row === 2 && c === columns - 2) || (row === 3 && c === 0) ? 2 : 1;
      const span = Math.min(wide, columns - c);
      const fill = (row === 0 && c === 0) || (row === 2 && c === columns - 2) ? b.accent.base : c < 1 || c >= columns - 1 ? b.ink.lo : cap;
      const [kx, ky] = [x + 18 + c * step, y + 20 + row * 45];
      if (lit) keys.push(rect(kx - 1, ky - 1, span * step - 4, 42, 9, b.accent.hi, 'opacity=".55"'));
      keys.push(
        rect(kx + 1, ky, span * step - 7, 40, 7, b.ink.deep),
        rect(kx + 3, ky, span * step - 11, 34, 6, fill),
        rect(kx + 5, ky + 2, span * step - 15, 10, 4, '#ffffff', 'opacity=".1"'),
      );
      c += span;
    }
    return keys;
  });
  const art =
    lying(box(x, y, w, h, 20), 18) +
    rect(x, y + 8, w, h, 20, b.ink.deep) +
    rect(x, y, w, h, 20, b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo])) +
    caps.join('');
  return { art: group(art, 'rotate(-10 400 400)'), close: { x: full ? 250 : 270, y: 400, zoom: 2.1, turn: -6 } };
};

const headphones: Draw = (b) => {
  const wired = b.style % 2 === 0;
  const small = b.style >= 2;
  const r = small ? 92 : 118;
  const metal = b.defs.linear('down', [0, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]);
  const band = line('M208 470C180 250 270 150 400 150S620 250 592 470', b.ink.lo, 38) + line('M208 470C180 250 270 150 400 150S620 250 592 470', metal, 30);
  const pad = line('M252 296C280 214 336 180 400 180S520 214 548 296', b.ink.deep, 20, 'opacity=".75"');
  const cup = (cx: number, flip: number): string => {
    const shell = b.defs.linear('slant', [0, b.ink.top], [0.4, b.ink.base], [1, b.ink.lo]);
    return group(
      oval(22, 0, r * 0.62, r * 1.06, b.ink.deep) +
        oval(30, 0, r * 0.52, r * 0.95, '#2a2b31') +
        oval(0, 0, r * 0.6, r * 1.04, shell) +
        oval(-10, 0, r * 0.4, r * 0.74, b.ink.lo, 'opacity=".55"') +
        b.mark(-10, 0, r * 0.32, b.ink.top) +
        gleam(`M${-r * 0.42} ${-r * 0.4}Q${-r * 0.3} ${-r * 0.86} ${r * 0.05} ${-r * 0.92}`, 7, 0.3),
      `translate(${cx} 512) scale(${flip} 1) rotate(-6)`,
    );
  };
  const arms = rect(188, 392, 34, 92, 14, '#b9bcc0') + rect(578, 392, 34, 92, 14, '#b9bcc0');
  const cable = wired ? line('M214 616C214 700 320 640 372 690S470 716 512 700', '#33353c', 7) + rect(506, 690, 44, 16, 6, '#b9bcc0') : '';
  return { art: floor(b, 400, 668, 260, 30) + cable + arms + band + pad + cup(214, 1) + cup(586, -1), close: { x: 270, y: 470, zoom: 1.8, turn: -10 } };
};

const earbuds: Draw = (b) => {
  const bud = (x: number, y: number, turn: number, flip: number): string => {
    const shell = b.defs.linear('slant', [0, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]);
    return group(
      path('M-18 20H22Q30 150 14 176Q2 190 -8 176Q-22 120 -18 20z', shell) +
        oval(0, 0, 62, 56, shell) +
        path('M40 -34L82 -56Q104 -52 104 -28T88 8L46 30z', b.ink.deep) +
        oval(94, -26, 18, 32, '#2a2b31', 'transform="rotate(-24 94 -26)"') +
        circle(-18, -10, 13, b.ink.lo) +
        gleam('M-44 -8Q-40 -38 -8 -46', 8, 0.35) +
        rect(-6, 150, 12, 18, 5, '#b9bcc0'),
      `translate(${x} ${y}) scale(${flip} 1) rotate(${turn})`,
    );
  };
  if (b.style % 2 === 0) {
    const cable = line('M300 440C300 560 380 560 398 640M510 440C510 560 412 560 398 640C390 700 470 712 560 690', b.ink.lo, 8);
    return {
      art: cable + rect(388, 600, 20, 56, 9, b.ink.base) + rect(552, 680, 54, 17, 6, '#b9bcc0') + bud(290, 330, -10, -1) + bud(520, 330, -10, 1),
      close: { x: 520, y: 340, zoom: 1.9, turn: 8 },
    };
  }
  const base = b.defs.linear('down', [0, b.ink.hi], [1, b.ink.lo]);
  const lid = b.defs.linear('down', [0, b.ink.top], [1, b.ink.base]);
  const box =
    path('M214 282Q214 190 300 190H500Q586 190 586 282V330H214z', lid) +
    path('M238 330V290Q240 214 306 214H494Q560 214 562 290V330z', b.ink.deep, 'opacity=".55"');
  const wells =
    path('M214 470H586V540Q586 646 480 646H320Q214 646 214 540z', base) +
    rect(206, 452, 388, 34, 17, b.ink.hi) +
    rect(206, 472, 388, 14, 7, b.ink.lo, 'opacity=".5"');
  const art =
    floor(b, 400, 652, 230, 28) +
    box +
    rect(300, 318, 200, 20, 6, '#8d9298') +
    bud(322, 392, 0, -1) +
    bud(478, 392, 0, 1) +
    wells +
    circle(400, 540, 6, '#7fd6a4') +
    b.mark(400, 592, 34, b.ink.lo) +
    gleam('M240 520V552Q242 600 282 622', 9, 0.28);
  return { art, close: { x: 440, y: 400, zoom: 1.8, turn: -12 } };
};

const speaker: Draw = (b) => {
  const big = b.style === 1;
  const [x, y, w, h] = big ? [120, 288, 560, 280] : [214, 232, 372, 372];
  const r = big ? 132 : 96;
  const body = b.defs.linear('down', [0, b.ink.hi], [0.5, b.ink.base], [1, b.ink.deep]);
  const dots: string[] = [];
  for (let row = 0; row * 20 < h - 40; row++)
    for (let col = 0; col * 20 < w - 40; col++) dots.push(circle(x + 26 + col * 20 + (row % 2) * 10, y + 26 + row * 20, 4.2, b.ink.deep));
  const mesh = b.defs.inside(rect(x + 8, y + 8, w - 16, h - 16, r - 8, '#000'), `<g opacity=".5">${dots.join('')}</g>`);
  const handle = big
    ? line(`M220 300C240 190 560 190 580 300`, b.ink.lo, 26) + line(`M220 300C240 190 560 190 580 300`, b.ink.base, 16)
    : line(`M520 250C600 220 640 270 610 330`, b.accent.base, 16);
  const face = big
    ? circle(242, 428, 92, b.ink.deep) +
      circle(242, 428, 80, '#2a2b31') +
      circle(242, 428, 40, '#44474f') +
      circle(558, 428, 92, b.ink.deep) +
      circle(558, 428, 80, '#2a2b31') +
      circle(558, 428, 40, '#44474f') +
      b.mark(400, 428, 46, b.ink.top)
    : circle(400, 418, 112, b.ink.deep, 'opacity=".5"') + b.mark(400, 418, 92, b.ink.top);
  const edge = rect(x, y, w, h, r, 'none', `stroke="${b.accent.base}" stroke-width="7" opacity=".9"`);
  return {
    art:
      floor(b, 400, y + h + 8, w / 2, 28) +
      handle +
      rect(x, y, w, h, r, body) +
      mesh +
      face +
      edge +
      gleam(`M${x + 24} ${y + h * 0.55}V${y + r}Q${x + 26} ${y + 26} ${x + r} ${y + 20}`, 10, 0.22),
    close: { x: big ? 280 : 460, y: 400, zoom: 1.7, turn: 10 },
  };
};

const robot: Draw = (b) => {
  const disc = b.defs.radial(0.38, 0.3, 0.8, [0, b.ink.top], [0.55, b.ink.base], [1, b.ink.lo]);
  const brush = [0, 1, 2].map((i) => group(line('M0 0C10 26 4 52 -8 78', '#5d6068', 5), `translate(596 262) rotate(${i * 120})`)).join('');
  const bumper = path('M148 350A258 258 0 0 1 652 350L628 356A234 234 0 0 0 172 356z', b.ink.deep, 'opacity=".8"');
  const tower =
    b.style === 0
      ? circle(400, 346, 66, b.ink.deep) + circle(400, 342, 62, '#2e3037') + circle(400, 340, 46, '#44474f') + circle(400, 338, 20, b.accent.base)
      : rect(300, 300, 200, 86, 43, b.ink.lo) + circle(346, 343, 17, '#2e3037') + circle(454, 343, 17, b.accent.base);
  const lid = line('M196 500H604', b.ink.lo, 5) + rect(362, 530, 76, 20, 10, b.ink.lo) + b.mark(400, 450, 40, b.ink.lo);
  return {
    art:
      floor(b, 406, 470, 282, 230) +
      brush +
      circle(400, 412, 260, b.ink.deep) +
      circle(400, 404, 258, disc) +
      bumper +
      tower +
      lid +
      gleam('M186 420A216 216 0 0 1 262 240', 12, 0.25),
    close: { x: 440, y: 340, zoom: 1.6, turn: -16 },
  };
};

const stickvac: Draw = (b) => {
  const shell = b.defs.linear('right', [0, b.ink.hi], [0.5, b.ink.base], [1, b.ink.lo]);
  const tube = b.defs.linear('right', [0, '#e2e2e0'], [0.4, '#b9bcc0'], [1, '#83868c']);
  const bin = b.defs.linear('right', [0, '#dfe8ec', 0.95], [0.5, '#f6fafb', 0.85], [1, '#b7c4cb', 0.95]);
  const head =
    path('M236 660Q240 628 290 626H470Q520 628 526 660L530 692Q530 704 516 704H246Q232 704 232 692z', shell) +
    rect(246, 684, 270, 20, 10, b.ink.deep) +
    rect(300, 640, 160, 10, 5, b.accent.hi, 'opacity=".9"');
  const art =
    floor(b, 390, 704, 190, 22) +
    head +
    path('M362 626L374 590H408L416 626z', '#3a3d44') +
    rect(378, 288, 26, 310, 12, tube) +
    rect(374, 392, 34, 12, 6, '#3a3d44') +
    rect(348, 140, 88, 156, 34, bin) +
    path('M360 232Q392 214 424 232V270Q424 286 404 288H380Q360 286 360 270z', '#b7a28c', 'opacity=".75"') +
    rect(342, 128, 100, 30, 12, b.ink.lo) +
    path('M436 150H520Q566 152 566 196V240Q566 256 550 256H536V214Q536 198 520 198H436z', shell) +
    rect(528, 244, 46, 70, 14, '#2e3037') +
    rect(346, 278, 92, 26, 10, b.ink.deep) +
    circle(492, 174, 12, b.accent.base) +
    gleam('M362 170V214', 8, 0.6) +
    b.mark(392, 143, 16, b.ink.top);
  return { art: group(art, 'rotate(7 400 420)'), close: { x: 440, y: 220, zoom: 2, turn: 8 } };
};

export const devices = { mouse, keyboard, headphones, earbuds, speaker, robot, stickvac } satisfies Record<string, Draw>;
