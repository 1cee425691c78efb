import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { config, newId } from '@yarmarka/kernel';

export type StoredObject = { readonly bytes: number; stream(): ReadableStream<Uint8Array> };

/** Where the bytes are kept. Keys are content hashes with an ending, so an object never changes: put twice is put once. */
export type ObjectStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  find(key: string): Promise<StoredObject | undefined>;
};

const KEY = /^[0-9a-f]{64}(\.[0-9a-z]{1,8}){0,2}$/;
function assertKey(key: string): void {
  if (!KEY.test(key)) throw new Error('object key: expected a hash');
}

/** A folder on this machine: `<dir>/ab/cd/<key>`. A file appears whole or not at all, also when the process dies while writing. */
export function localStore(dir: string): ObjectStore {
  const pathOf = (key: string) => join(dir, key.slice(0, 2), key.slice(2, 4), key);
  return {
    async put(key, bytes) {
      assertKey(key);
      const path = pathOf(key);
      if (await sizeOf(path)) return;
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${newId()}`;
      try {
        const handle = await open(temporary, 'wx', 0o640);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async find(key) {
      assertKey(key);
      const path = pathOf(key);
      const bytes = await sizeOf(path);
      return bytes === undefined ? undefined : { bytes, stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> };
    },
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** For tests: forgets everything when the process ends. */
export function memoryStore(): ObjectStore {
  const objects = new Map<string, Uint8Array>();
  return {
    async put(key, bytes) {
      assertKey(key);
      objects.set(key, Uint8Array.from(bytes));
    },
    async find(key) {
      assertKey(key);
      const found = objects.get(key);
      return found && { bytes: found.length, stream: () => new Blob([Uint8Array.from(found)]).stream() };
    },
  };
}

let current: ObjectStore | undefined;

/** The store of this process: set at start, else `<data>/files`; tests keep files in memory. */
export function objectStore(): ObjectStore {
  current ??= config().NODE_ENV === 'test' ? memoryStore() : localStore(join(config().YARMARKA_DATA, 'files'));
  return current;
}

export function useObjectStore(store: ObjectStore): void {
  current = store;
}
