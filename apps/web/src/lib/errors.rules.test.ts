import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { fieldErrorsOf, notFound, serverErrorOf } from './errors.ts';

const fromServer = (data: object, message = '') => TRPCClientError.from({ error: { message, code: -32600, data } });

describe('server errors', () => {
  it('carry the reason, the message and the request id of the server', () => {
    const error = fromServer(
      {
        code: 'PRECONDITION_FAILED',
        kind: 'precondition',
        reason: 'catalog.card_incomplete',

        requestId: 'r1',
        details: { missing: 2 },
      },
      'Заполните цвет',
    );
    expect(serverErrorOf(error)).toEqual({
      kind: 'precondition',
      reason: 'catalog.card_incomplete',
      message: 'Заполните цвет',
      requestId: 'r1',
      status: 412,
      details: { missing: 2 },
    });
  });

  it('are told apart from a lost connection', () => {
    expect(serverErrorOf(TRPCClientError.from(new TypeError('Failed to fetch')))).toMatchObject({ kind: 'unavailable', reason: 'network' });
    expect(
      serverErrorOf(fromServer({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r2', kind: 'bug', reason: 'kernel.bug' }, 'На сервере произошла ошибка')),
    ).toMatchObject({
      kind: 'internal',
      message: 'На сервере произошла ошибка',
      requestId: 'r2',
    });
  });

  it('are understood in process as well, from the error the caller throws', () => {
    const thrown = Object.assign(new Error('x'), {
      code: 'NOT_FOUND',
      cause: { kind: 'not_found', reason: 'catalog.no_card', details: {}, publicMessage: { ru: 'Нет', en: 'None' } },
    });
    expect(serverErrorOf(TRPCClientError.from(thrown))).toMatchObject({ kind: 'not_found', reason: 'catalog.no_card', status: 404 });
    expect(serverErrorOf(thrown, 'en')).toMatchObject({ kind: 'not_found', reason: 'catalog.no_card', message: 'None' });
  });

  it('stay the same when they travel as data', () => {
    const known = serverErrorOf(notFound());
    expect(known.status).toBe(404);
    expect(serverErrorOf(JSON.parse(JSON.stringify(known)))).toEqual(known);
  });

  it('never blame the network for a bug of the screen', () => {
    expect(serverErrorOf(new RangeError('bug'))).toMatchObject({ kind: 'internal', status: 500 });
  });

  it('name the fields, however the server lists them', () => {
    expect(fieldErrorsOf(fromServer({ code: 'BAD_REQUEST', kind: 'invalid', details: { fields: { inn: 'Неверная сумма' } } }))).toEqual({
      inn: 'Неверная сумма',
    });
    expect(
      fieldErrorsOf(fromServer({ code: 'BAD_REQUEST', kind: 'invalid', details: { issues: [{ path: ['price', 'minor'], message: 'Нужно число' }] } })),
    ).toEqual({ 'price.minor': 'Нужно число' });
    expect(fieldErrorsOf(new Error('x'))).toEqual({});
  });
});
