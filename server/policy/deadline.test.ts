import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createPatience, untilAborted } from './deadline.ts';

const never = () => new Promise<never>(() => {});

describe('untilAborted', () => {
  test('gives what the work gives, and fails as it fails', async () => {
    const { signal } = new AbortController();

    await expect(untilAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
    await expect(untilAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  test('ends with the signal, even where the work never ends', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(never(), controller.signal);

    controller.abort(new Error('too late'));

    await expect(waiting).rejects.toThrow('too late');
  });

  test('waits for nothing where the signal came first', async () => {
    await expect(untilAborted(never(), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  test('leaves nothing behind on a signal that outlives the work', async () => {
    const { signal } = new AbortController();

    await untilAborted(Promise.resolve(), signal);

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('patience', () => {
  test('gives what the work gives, and fails as it fails', async () => {
    const patiently = createPatience(new AbortController().signal, new AbortController().signal);

    await expect(patiently(async () => 'rows')).resolves.toBe('rows');
    await expect(patiently(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('gives nothing once it is over, while the call goes on', async () => {
    const patience = new AbortController();
    const waiting = createPatience(patience.signal, new AbortController().signal)(never);

    patience.abort();

    await expect(waiting).resolves.toBeNull();
  });

  test('is no reason to go on when the call is gone too', async () => {
    const [patience, call] = [new AbortController(), new AbortController()];
    const waiting = createPatience(patience.signal, call.signal)(never);

    patience.abort();
    call.abort(new Error('the host hung up'));

    await expect(waiting).rejects.toThrow('the host hung up');
  });

  test.each(['patience', 'call'] as const)('lets the work hear the end of the %s', async (which) => {
    const controllers = { patience: new AbortController(), call: new AbortController() };
    let heard = false;
    const waiting = createPatience(
      controllers.patience.signal,
      controllers.call.signal,
    )(async (signal) => {
      signal.addEventListener('abort', () => (heard = true));
      return never();
    }).catch(() => null);

    controllers[which].abort();
    await waiting;

    expect(heard).toBe(true);
  });
});
