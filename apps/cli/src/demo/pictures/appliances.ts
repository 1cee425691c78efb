import { type Brush, circle, type Draw, floor, gleam, group, line, oval, path, rect } from './paint.ts';

const steam = (x: number, y: number, s: number): string =>
  line(
    `M${x} ${y}c${-18 * s} ${-24 * s} ${18 * s} ${-40 * s} 0 ${-66 * s}M${x + 36 * s} ${y - 8}c${-18 * s} ${-24 * s} ${18 * s} ${-40 * s} 0 ${-66 * s}M${x - 36 * s} ${y - 8}c${-18 * s} ${-24 * s} ${18 * s} ${-40 * s} 0 ${-66 * s}`,
    '#ffffff',
    9 * s,
    'opacity=".55"',
  );

/** A vertical cylinder's light: bright left, shade right. */
const barrel = (b: Brush): string => b.defs.linear('right', [0, b.ink.lo], [0.18, b.ink.hi], [0.34, b.ink.top], [0.6, b.ink.base], [1, b.ink.deep]);
const glassy = (b: Brush): string => b.defs.linear('right', [0, '#b9cdd6', 0.75], [0.2, '#ffffff', 0.65], [0.5, '#dcebf0', 0.45], [1, '#9db6c2', 0.8]);

const kettle: Draw = (b) => {
  const glass = b.style === 1;
  const body = 'M280 262H508L548 596Q550 622 524 624H264Q238 622 240 596z';
  const handle =
    line('M506 276C620 262 664 330 640 440C626 500 600 548 548 560', '#2e3037', 40) +
    line('M506 276C620 262 664 330 640 440C626 500 600 548 548 560', b.ink.lo, 24);
  const spout = path('M284 270L214 310Q204 318 212 330L262 402z', glass ? glassy(b) : barrel(b));
  const water = glass
    ? path('M254 420Q330 404 400 420T532 420L544 596Q546 616 524 618H264Q244 616 246 596z', b.defs.linear('down', [0, '#a9d4e3', 0.9], [1, '#6fa9c4', 0.9])) +
      [
        [320, 520],
        [370, 560],
        [430, 500],
        [470, 570],
      ]
        .map(([x = 0, y = 0]) => circle(x, y, 8, '#ffffff', 'opacity=".6"'))
        .join('')
    : '';
  const lid = path('M276 264Q280 222 394 220T512 264z', glass ? b.ink.base : b.ink.lo) + rect(372, 192, 44, 34, 14, '#2e3037');
  const base = rect(226, 618, 336, 40, 18, b.ink.lo) + rect(206, 650, 376, 24, 12, '#2e3037') + circle(394, 640, 8, glass ? '#7cc7ff' : b.accent.hi);
  const trim = glass ? rect(272, 256, 244, 30, 8, b.ink.base) : '';
  return {
    art:
      floor(b, 400, 672, 220, 24) +
      handle +
      spout +
      path(body, glass ? glassy(b) : barrel(b)) +
      water +
      trim +
      lid +
      base +
      gleam('M300 310L280 580', 14, glass ? 0.6 : 0.25) +
      b.mark(412, 560, 30, glass ? '#ffffff' : b.ink.lo),
    close: { x: 430, y: 320, zoom: 1.7, turn: 8 },
  };
};

const blender: Draw = (b) => {
  const jug = 'M270 150H530L496 470H304z';
  const jar = b.style === 1 ? barrel({ ...b, ink: { top: '#f3f3f2', hi: '#dcdddd', base: '#b9bcc0', lo: '#8d9298', deep: '#6a6e74' } }) : glassy(b);
  const drink =
    b.style === 1
      ? ''
      : path('M282 262Q340 244 400 262T518 262L496 466H304z', b.defs.linear('down', [0, b.accent.hi], [1, b.accent.lo]), 'opacity=".88"') +
        [
          [340, 320, 14],
          [430, 300, 10],
          [380, 390, 12],
          [460, 380, 9],
        ]
          .map(([x = 0, y = 0, r = 0]) => circle(x, y, r, '#ffffff', 'opacity=".22"'))
          .join('');
  const handle = line('M524 210C620 210 624 400 512 412', '#2e3037', 30) + line('M524 210C620 210 624 400 512 412', b.ink.lo, 16);
  const scale = [300, 340, 380, 420].map((y, i) => line(`M${448 - i * 3} ${y}h30`, '#ffffff', 4, 'opacity=".6"')).join('');
  const motor =
    path('M300 486H500L546 650Q548 664 532 666H268Q252 664 254 650z', barrel(b)) +
    rect(296, 464, 208, 34, 12, '#2e3037') +
    circle(400, 584, 42, b.ink.deep) +
    circle(400, 580, 38, '#e8e6e2') +
    line('M400 580V552', b.accent.base, 8) +
    [330, 470].map((x) => circle(x, 590, 9, b.ink.lo)).join('');
  return {
    art:
      floor(b, 400, 668, 200, 24) +
      handle +
      path(jug, jar) +
      drink +
      scale +
      path('M258 120H542V152Q542 162 530 162H270Q258 162 258 152z', b.ink.base) +
      rect(352, 90, 96, 36, 12, b.ink.lo) +
      motor +
      gleam('M300 180L324 440', 13, 0.5),
    close: { x: 400, y: 500, zoom: 1.7, turn: -8 },
  };
};

const cup = (x: number, y: number, s: number, fill: string): string =>
  group(
    path('M-44 0H44L36 62Q34 74 20 74H-20Q-34 74 -36 62z', fill) + line('M42 14C72 10 70 50 38 48', fill, 10) + oval(0, 0, 44, 9, '#5a3a26'),
    `translate(${x} ${y}) scale(${s})`,
  );

const coffee: Draw = (b) => {
  const shell = b.defs.linear('right', [0, b.ink.hi], [0.4, b.ink.base], [1, b.ink.lo]);
  if (b.style === 0) {
    const tower =
      path('M246 150H570Q590 150 590 172V640H470V300H246Q226 300 226 280V172Q226 150 246 150z', shell) +
      rect(210, 632, 390, 40, 16, b.ink.lo) +
      rect(226, 622, 262, 14, 7, '#2e3037');
    const pot =
      path('M262 380H446Q470 430 470 500Q470 612 420 620H288Q238 612 238 500Q238 430 262 380z', glassy(b)) +
      path('M240 480Q354 462 468 480V510Q466 608 420 616H288Q242 608 240 510z', '#4b2e1e', 'opacity=".88"') +
      rect(256, 362, 196, 26, 10, '#2e3037') +
      line('M470 420C520 420 522 560 462 566', '#2e3037', 18) +
      gleam('M268 430Q256 500 270 580', 10, 0.6);
    return {
      art:
        floor(b, 405, 668, 230, 24) +
        tower +
        path('M300 300H410L396 346H314z', '#2e3037') +
        pot +
        circle(530, 230, 15, b.accent.base) +
        rect(282, 190, 150, 62, 14, b.ink.deep, 'opacity=".55"') +
        b.mark(357, 221, 30, b.ink.top) +
        rect(514, 330, 14, 240, 7, '#cfe0e6', 'opacity=".7"') +
        gleam('M250 190V262', 8, 0.3),
      close: { x: 380, y: 460, zoom: 1.6, turn: -6 },
    };
  }
  if (b.style === 2) {
    const art =
      path('M310 160Q312 126 350 124H470Q500 126 500 160V330H540Q556 330 556 350V380H310z', shell) +
      path('M470 124Q560 130 562 220V640H430V380H500V160Q500 128 470 124z', b.ink.lo) +
      rect(300, 376, 130, 26, 10, b.ink.deep) +
      rect(356, 398, 22, 30, 5, '#2e3037') +
      rect(268, 616, 306, 50, 18, b.ink.deep) +
      rect(284, 606, 160, 16, 8, '#8d9298') +
      cup(366, 530, 1, '#f4f3ef') +
      line('M367 430V530', '#5a3a26', 7) +
      circle(392, 220, 30, b.ink.deep) +
      circle(392, 218, 26, b.accent.base) +
      b.mark(392, 300, 26, b.ink.top) +
      line('M350 128C380 90 450 90 476 126', '#2e3037', 14) +
      gleam('M330 180V340', 9, 0.3);
    return { art: floor(b, 420, 664, 190, 22) + art, close: { x: 400, y: 470, zoom: 1.7, turn: 6 } };
  }
  const body =
    rect(196, 170, 408, 230, 26, shell) +
    rect(430, 380, 174, 260, 0, b.ink.lo) +
    rect(176, 624, 452, 48, 18, b.ink.deep) +
    rect(200, 606, 240, 22, 8, '#8d9298');
  const panel =
    rect(222, 200, 356, 84, 18, b.ink.deep, 'opacity=".6"') +
    circle(268, 242, 22, '#e8e6e2') +
    line('M268 242L280 230', '#c9573c', 5) +
    [344, 394, 444].map((x) => circle(x, 242, 15, b.ink.hi)).join('') +
    circle(524, 242, 24, '#2e3037') +
    circle(524, 240, 20, '#b9bcc0');
  const group1 =
    rect(264, 396, 116, 44, 12, '#8d9298') +
    rect(254, 434, 136, 26, 10, '#5d6068') +
    path('M272 460H372L356 494H288z', '#3a3d44') +
    rect(372, 440, 150, 24, 12, '#2e3037') +
    line('M310 494V548M336 494V548', '#5a3a26', 6);
  return {
    art:
      floor(b, 402, 668, 250, 24) +
      body +
      panel +
      group1 +
      cup(322, 546, 0.86, '#f4f3ef') +
      line('M574 400C596 440 560 500 566 560', '#b9bcc0', 10) +
      b.mark(400, 340, 34, b.ink.top) +
      gleam('M214 196V372', 8, 0.3),
    close: { x: 340, y: 440, zoom: 1.7, turn: -6 },
  };
};

const humidifier: Draw = (b) => {
  const big = b.style === 1;
  const d = big
    ? 'M276 262Q280 222 400 220T524 262L548 610Q548 640 518 640H282Q252 640 252 610z'
    : 'M400 236C500 300 546 390 546 478Q546 640 400 640T254 478C254 390 300 300 400 236z';
  const tank = big ? path('M282 290H518L534 470H266z', glassy(b)) + path('M274 380Q340 366 400 380T526 380L534 470H266z', '#9ccbdc', 'opacity=".8"') : '';
  return {
    art:
      floor(b, 400, 642, 180, 24) +
      steam(400, 206, 1.5) +
      path(d, barrel(b)) +
      tank +
      (big ? rect(352, 206, 96, 26, 13, b.ink.lo) : oval(400, 262, 34, 13, b.ink.deep)) +
      rect(big ? 256 : 276, 588, big ? 288 : 248, 16, 8, b.accent.hi, 'opacity=".75"') +
      circle(400, 538, 26, b.ink.lo) +
      circle(400, 535, 22, b.ink.hi) +
      b.mark(400, 535, 18, b.ink.lo) +
      gleam(big ? 'M302 320L286 560' : 'M296 470Q298 392 344 334', 14, 0.35),
    close: { x: 400, y: 330, zoom: 1.5, turn: 8 },
  };
};

const dryer: Draw = (b) => {
  const shell = b.defs.linear('down', [0, b.ink.top], [0.4, b.ink.base], [1, b.ink.lo]);
  const cord = line('M470 668C470 730 560 740 640 700', '#2e3037', 11);
  const nozzle = path('M156 268L220 282V398L156 412Q146 340 156 268z', '#2e3037') + path('M220 276H262V404H220z', '#b9bcc0');
  const barrelShape =
    path('M256 262H480Q592 262 592 340T480 418H256z', shell) +
    path('M480 262Q592 262 592 340T480 418Q520 340 480 262z', b.ink.deep, 'opacity=".55"') +
    [300, 340, 380].map((y) => line(`M528 ${y}h36`, b.ink.deep, 6)).join('');
  const handle =
    path('M404 414H500L524 640Q526 672 496 674H456Q430 674 426 644z', shell) +
    rect(440, 470, 30, 74, 14, b.ink.deep) +
    rect(446, 478, 18, 26, 9, b.accent.base) +
    (b.style === 1 ? circle(452, 424, 26, b.ink.lo) + circle(452, 424, 10, '#b9bcc0') : '');
  return {
    art: floor(b, 440, 716, 190, 20) + cord + handle + nozzle + barrelShape + b.mark(350, 340, 42, b.ink.lo) + gleam('M276 288H470', 12, 0.3),
    close: { x: 350, y: 360, zoom: 1.6, turn: 12 },
  };
};

export const appliances = { kettle, blender, coffee, humidifier, dryer } satisfies Record<string, Draw>;
