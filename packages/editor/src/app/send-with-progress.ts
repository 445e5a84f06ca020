import type { SentRequest } from '@catena/server/client';

/** Sends a body as `fetch` does, which does not tell how much of it has left. */
export function sendWithProgress(url: string, request: SentRequest): Promise<Response> {
  const { method, headers, body, signal, onProgress } = request;
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const stop = () => sender.abort();
    const refuse = () => reject(new DOMException('The request was stopped.', 'AbortError'));
    if (signal?.aborted) {
      refuse();
      return;
    }
    sender.open(method, url);
    for (const [name, value] of Object.entries(headers)) sender.setRequestHeader(name, value);
    sender.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    sender.addEventListener('load', () => {
      const { status, statusText, responseText } = sender;
      resolve(new Response(responseText, { status, statusText }));
    });
    sender.addEventListener('error', () => reject(new TypeError('The request could not be sent.')));
    sender.addEventListener('abort', refuse);
    sender.addEventListener('loadend', () => signal?.removeEventListener('abort', stop));
    signal?.addEventListener('abort', stop, { once: true });
    sender.send(body);
  });
}
