import { expect, test } from 'vitest';
import { countLines, importedChanges, NO_COUNTS, noteFor, sayCounts, titleFor, undoTitle } from './source.ts';

const counts = { ...NO_COUNTS, categories: 10_595, rulesExcluded: 2 };
const files = { title: 'Taxonomy import from files', note: 'as it was stored', undoes: null, source: { kind: 'taxonomy', counts } } as const;
const sheet = { title: 'Edits from the file m.xlsx', note: 'mine', undoes: null, source: { kind: 'sheet', name: 'm.xlsx' } } as const;
const person = { title: 'Undo: or redo?', note: 'mine', undoes: null, source: null };

test('an import is called in the reader’s language, whoever made it', () => {
  expect([titleFor(files, 'ru'), titleFor(files, 'en')]).toEqual(['Загрузка таксономии из файлов', 'Taxonomy import from files']);
  expect([titleFor(sheet, 'ru'), titleFor(sheet, 'en')]).toEqual(['Правки из файла m.xlsx', 'Edits from the file m.xlsx']);
});

test('so is its undo, and the undo of that; a title that a person wrote stands as it is', () => {
  const undone = { ...files, title: undoTitle(files.title, 'en'), undoes: 3 };
  expect(titleFor(undone, 'ru')).toBe('Отмена: Загрузка таксономии из файлов');
  expect(titleFor({ ...undone, title: undoTitle(titleFor(undone, 'ru'), 'ru'), undoes: 4 }, 'en')).toBe('Undo: Undo: Taxonomy import from files');
  expect(titleFor({ ...person, title: undoTitle('Мебель', 'ru'), undoes: 5 }, 'en')).toBe('Undo: Мебель');
  expect(titleFor(person, 'ru')).toBe('Undo: or redo?');
});

test('the note of a taxonomy import says what it changed, zeros left out; other notes stand as they are', () => {
  expect(noteFor(files, 'en')).toBe('New categories: 10,595, exclusions: 2');
  expect(noteFor(files, 'ru').replaceAll(/\s/g, ' ')).toBe('Новых категорий: 10 595, исключений: 2');
  expect([noteFor({ ...files, undoes: 3 }, 'ru'), noteFor(sheet, 'ru'), noteFor(person, 'ru')]).toEqual(['as it was stored', 'mine', 'mine']);
  expect(sayCounts(NO_COUNTS, 'ru')).toBe('');
  expect(countLines(counts, 'en').map((l) => l.of)).toEqual(['categories', 'rulesExcluded']);
});

test('the history counts of an import what the import itself counted', () => {
  expect([files, { ...files, undoes: 3 }, sheet, person].map(importedChanges)).toEqual([10_597, undefined, undefined, undefined]);
});
