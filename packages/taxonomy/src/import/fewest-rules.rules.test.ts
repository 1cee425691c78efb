import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestRules, type SetNode } from './fewest-rules.ts';

const trees = fc
  .array(fc.record({ parent: fc.nat(), attributes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')) }), { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((r, i): SetNode => ({ key: `n${i}`, parent: i === 0 ? null : `n${r.parent % i}`, attributes: r.attributes })));

test('folding the rules gives back every list', () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      const rules = fewestRules(nodes);
      const folded = new Map<string, Set<string>>();
      for (const n of nodes) {
        const cells = new Set(n.parent === null ? [] : folded.get(n.parent));
        for (const r of rules.filter((x) => x.category === n.key)) {
          if (r.op === 'set') cells.add(r.attribute);
          else cells.delete(r.attribute);
        }
        folded.set(n.key, cells);
        expect([...cells].sort()).toEqual([...n.attributes].sort());
      }
    }),
    { numRuns: 300 },
  );
});

test('no rule can be left out', () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      for (const r of fewestRules(nodes)) {
        const node = nodes.find((n) => n.key === r.category);
        const inherited = nodes.find((n) => n.key === node?.parent)?.attributes ?? [];
        expect(inherited.includes(r.attribute)).toBe(r.op === 'exclude');
        expect(node?.attributes.includes(r.attribute)).toBe(r.op === 'set');
      }
    }),
  );
});
