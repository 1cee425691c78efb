/** Test doors of the taxonomy: generated schemas and values, and ajv as the oracle of the printed JSON Schema. */
export { arbitrarySchema, type Rng, randomSchema, type SchemaWithLists, seededRng } from './testing/arbitrary-schema.ts';
export { compareWithAjv, type Disagreement, schemaOracle } from './testing/ajv-oracle.ts';
export { type ValuesCase, validLevel, validValue, valuesFor } from './testing/schema-values.ts';
export { createSmallTaxonomy, publish, type SmallTaxonomy } from './testing/small-taxonomy.ts';
export { undo } from './testing/undo.ts';
export {
  CONTRACT_PICTURES,
  type ContractCase,
  contractOf,
  hasRealTaxonomy,
  verdictOf,
} from './testing/contract-cases.ts';
