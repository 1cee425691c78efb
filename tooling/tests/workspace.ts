import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A small workspace in a temporary directory, checked by this repository's own configuration files (linked, not copied). */
export type SampleWorkspace = { readonly root: string; write(files: Readonly<Record<string, string>>): void; remove(): void };

export function sampleWorkspace(files: Readonly<Record<string, string>>, linked: readonly string[]): SampleWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'yarmarka-rules-'));
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write(files);
  for (const path of linked) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(repository, path), join(root, path));
  }
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
