export * from './changes.ts';
export * from './model.ts';
