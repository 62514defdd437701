import { parse } from 'node-html-parser';
import { createTinySimulator } from '../../../testing/tiny-simulator.ts';

const CONTROL = 'http://127.0.0.1:4321';

/** The dashboard of a tiny simulator, its pages and its forms. */
export async function openDashboard() {
  const simulator = await createTinySimulator();
  const send = async (path: string, init?: RequestInit) =>
    simulator.control.fetch(new Request(CONTROL + path, init));
  const page = async (path: string) => {
    const response = await send(path);
    return { status: response.status, html: parse(await response.text()) };
  };
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: CONTROL, ...headers },
      redirect: 'manual',
    });
  return { simulator, send, page, post, world: simulator.world };
}
