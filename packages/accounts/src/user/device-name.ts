/** The first match counts: many browsers name others in their own signature. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser/, 'Yandex Browser'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox/, 'Firefox'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

const match = (list: readonly (readonly [RegExp, string])[], text: string): string | undefined => list.find(([pattern]) => pattern.test(text))?.[1];

/** Browser and system without versions, so that an update makes no new device: "Firefox, Windows"; null when neither is known. */
export function deviceName(userAgent: string): string | null {
  const known = [match(BROWSERS, userAgent), match(SYSTEMS, userAgent)].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(', ') : null;
}

export const isPhone = (userAgent: string): boolean => /Android|iPhone|Mobile/.test(userAgent);
