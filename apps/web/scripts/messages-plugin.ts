import { fileURLToPath } from 'node:url';
import { type CompiledTree, compileMessages } from '@yarmarka/i18n/compile';
import { type Plugin, runnerImport } from 'vite';

const PREFIX = 'virtual:messages/';
const SOURCE = fileURLToPath(new URL('../../../packages/i18n/src/catalogue.ts', import.meta.url));

/**
 * `virtual:messages/<language>/<namespace>,<namespace>`: the texts a page needs, in one language, with their ICU syntax already parsed. So a visitor loads
 * neither the other language nor a parser.
 */
export function messagesPlugin(): Plugin {
  return {
    name: 'yarmarka-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [language = '', names = ''] = id.slice(PREFIX.length + 1).split('/');
      const { module, dependencies } = await runnerImport<{ catalogue: Record<string, Record<string, Parameters<typeof compileMessages>[0]>> }>(SOURCE);
      for (const file of dependencies) this.addWatchFile(fileURLToPath(new URL(file, 'file:///')));
      const texts: Record<string, CompiledTree> = {};
      for (const name of names.split(',')) {
        const tree = module.catalogue[name]?.[language];
        if (!tree) throw new Error(`There is no namespace ${name} in the language ${language}`);
        texts[name] = compileMessages(tree);
      }
      return { code: `export default ${JSON.stringify(texts)};`, moduleType: 'js' };
    },
  };
}
