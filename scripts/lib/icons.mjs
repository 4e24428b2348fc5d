// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

/** Drawn for this project: the handset of the desk's own icons, on a 16 grid. */
const handset =
  'M3.2 2.6 5 2.2l1.5 3-1.3 1.2a8 8 0 0 0 4.4 4.4l1.2-1.3 3 1.5-.4 1.8a1.6 1.6 0 0 1-1.7 1.2A10.6 10.6 0 0 1 2 4.3a1.6 1.6 0 0 1 1.2-1.7Z';

/** A handset off its hook: lifted and turned away from the arc that is its cradle. */
export const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">
  <defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#3f7ef0"/><stop offset="1" stop-color="#1a5cd0"/></linearGradient></defs>
  <rect x="6" y="6" width="116" height="116" rx="28" fill="url(#g)"/>
  <path d="M34 98a42 42 0 0 0 60 0" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="8" stroke-linecap="round"/>
  <g transform="rotate(-14 64 58) translate(27 18) scale(4.6)"><path d="${handset}" fill="#fff" stroke="#fff" stroke-width=".6" stroke-linejoin="round"/></g>
</svg>`;

/** State by colour and by shape: a template has no colour. @type {Readonly<Record<string, { colour: string, extra: string, fill: boolean }>>} */
const states = {
  ready: { colour: '#18a058', extra: '', fill: false },
  ringing: { colour: '#2b6be4', extra: 'M9.5 1.6a5 5 0 0 1 4.9 4.9M9.7 4.1a2.6 2.6 0 0 1 2.3 2.3', fill: true },
  'on-call': { colour: '#d93a2f', extra: '', fill: true },
  paused: { colour: '#c98a1b', extra: 'M11 2v4.5M14 2v4.5', fill: false },
  'wrap-up': { colour: '#c98a1b', extra: 'M10.5 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0', fill: false },
  offline: { colour: '#8b93a1', extra: 'M2 14 14 2', fill: false },
};

/** @param {string} name @param {boolean} template */
const trayIcon = (name, template) => {
  const { colour, extra, fill } = states[name] ?? { colour: '#000', extra: '', fill: false };
  const paint = template ? '#000' : colour;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="${paint}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
    <path d="${handset}" ${fill ? `fill="${paint}"` : ''}/>${extra === '' ? '' : `<path d="${extra}"/>`}</svg>`;
};

const dot =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#d93a2f"/></svg>';

/**
 * Windows' container: a directory of pictures, each a PNG (since Windows Vista).
 * @param {readonly { size: number, png: Buffer }[]} pictures
 */
export const icoOf = (pictures) => {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
};

const icnsTypes = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]);

/**
 * macOS' container: four letters, a length, a PNG.
 * @param {(size: number) => Buffer} pngOf
 */
export const icnsOf = (pngOf) => {
  const parts = icnsTypes.map(([type, size]) => {
    const png = pngOf(size);
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
};

/**
 * Draws every icon into `folder`.
 * @param {string} executablePath
 * @param {string} folder
 */
export const drawIcons = async (executablePath, folder) => {
  const browser = await chromium.launch({ executablePath });
  const page = await browser.newPage();
  /** @param {string} svg @param {number} size */
  const draw = async (svg, size) => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    return await page.screenshot({ omitBackground: true });
  };
  mkdirSync(join(folder, 'tray'), { recursive: true });
  mkdirSync(join(folder, 'icons'), { recursive: true });
  /** @type {Map<number, Buffer>} */
  const drawn = new Map();
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) drawn.set(size, await draw(appIcon, size));
  const pngOf = (/** @type {number} */ size) => drawn.get(size) ?? Buffer.alloc(0);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    writeFileSync(join(folder, 'icons', `${size}x${size}.png`), pngOf(size));
  }
  writeFileSync(join(folder, 'icon.svg'), `${appIcon}\n`);
  writeFileSync(join(folder, 'icon.ico'), icoOf([16, 24, 32, 48, 64, 256].map((size) => ({ size, png: pngOf(size) }))));
  writeFileSync(join(folder, 'icon.icns'), icnsOf(pngOf));
  for (const name of Object.keys(states)) {
    for (const [suffix, template] of /** @type {const} */ ([
      ['', false],
      ['Template', true],
    ])) {
      writeFileSync(join(folder, 'tray', `${name}${suffix}.png`), await draw(trayIcon(name, template), 16));
      writeFileSync(join(folder, 'tray', `${name}${suffix}@2x.png`), await draw(trayIcon(name, template), 32));
    }
  }
  writeFileSync(join(folder, 'tray', 'dot.png'), await draw(dot, 16));
  await browser.close();
};
