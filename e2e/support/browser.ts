import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium', '/opt/google/chrome/chrome'];

export const noBrowser = 'There is no Chromium or Chrome in the usual places: install one (apt-get install chromium) or name it in CHROMIUM_PATH.';

/** The browser to measure with: a whole one, as people have it. */
export const browserPath = (): string | undefined => [process.env.CHROMIUM_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
