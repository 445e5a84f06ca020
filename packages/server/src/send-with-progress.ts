/** What of the browser's older way to send is used here; Node has none. */
interface Sender {
  readonly upload: { onprogress: ((event: { loaded: number }) => void) | null };
  readonly status: number;
  readonly statusText: string;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: unknown): void;
  abort(): void;
}

/** A request that tells how much of it was sent. */
export interface SentRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Blob;
  signal?: AbortSignal | undefined;
  /** Called with the bytes that were sent so far. */
  onProgress: (sentBytes: number) => void;
}

/** Whether {@link sendWithProgress} works here. */
export function canSendWithProgress(): boolean {
  return 'XMLHttpRequest' in globalThis;
}

/** Sends a body as `fetch` does, which does not tell how much of it has left. */
export function sendWithProgress(url: string, request: SentRequest): Promise<Response> {
  const { method, headers, body, signal, onProgress } = request;
  const { XMLHttpRequest } = globalThis as unknown as { XMLHttpRequest: new () => Sender };
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const abort = () => sender.abort();
    sender.open(method, url);
    for (const [name, value] of Object.entries(headers)) sender.setRequestHeader(name, value);
    sender.upload.onprogress = ({ loaded }) => onProgress(loaded);
    sender.onload = () => {
      signal?.removeEventListener('abort', abort);
      const { status, statusText } = sender;
      resolve(new Response(sender.responseText, { status, statusText }));
    };
    sender.onerror = () => reject(new TypeError('The request could not be sent.'));
    sender.onabort = () => reject(new DOMException('The request was stopped.', 'AbortError'));
    if (signal?.aborted) return sender.onabort();
    signal?.addEventListener('abort', abort, { once: true });
    sender.send(body);
  });
}
