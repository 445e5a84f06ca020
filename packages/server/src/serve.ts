import {
  createServer,
  type RequestListener,
  type Server,
  type ServerOptions as HttpOptions,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Logger } from 'pino';
import { EngineError } from '@catena/engine';
import type { Problem } from './api/problem.ts';
import { createApp, type AppOptions } from './app.ts';
import { createLogger } from './create-logger.ts';
import { lockDataFolder } from './lock-data-folder.ts';
import { isLoopback } from './middleware/host-guard.ts';
import type { Services } from './services.ts';

/** Settings of {@link startServer}. */
export interface ServerOptions extends Omit<AppOptions, 'boundHost' | 'isSecure' | 'logger'> {
  /** Any free one where it is 0. @defaultValue 0 */
  port?: number;
  /** Name or address to listen on. @defaultValue 127.0.0.1 */
  host?: string;
  /** Longest time that the head of a request may take, in milliseconds. @defaultValue 15,000 */
  headersTimeoutMs?: number;
  /** Certificate and key, both as PEM, to speak TLS with. @defaultValue plain HTTP */
  tls?: { cert: string; key: string };
  logger?: Logger;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it is reached, without a slash at the end. */
  readonly url: string;
  /**
   * Stops to accept, waits for runs under way, cancels those that take longer, and closes the services.
   *
   * @param options.graceMs - Longest time to wait for runs, in milliseconds. @defaultValue 0
   */
  stop(options?: { graceMs?: number }): Promise<void>;
}

const defaultHost = '127.0.0.1';
const defaultHeadersTimeoutMs = 15_000;

function refuseOpenDoor(host: string, token: string | undefined): void {
  if (isLoopback(host) || token !== undefined) return;
  throw new EngineError({
    code: 'token-required',
    message: `Without a token the server listens on this machine only, and ${host} is reached from others.`,
    hint: 'Set CATENA_TOKEN to a long random text, or leave --host out.',
  });
}

const messages: Readonly<Record<string, { code: string; title: string; status: number }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request-timeout',
    title: 'The head of the request took too long to arrive.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers-too-large',
    title: 'The headers of the request are too large.',
  },
};

const malformed = { status: 400, code: 'malformed-request', title: 'This is no request of HTTP.' };

const fault = { status: 500, code: 'internal-error', title: 'The server made a mistake.' };

/** What cannot even be read as a request is answered too. */
function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, code, title } = messages[error.code ?? ''] ?? malformed;
  const problem: Problem = { type: 'about:blank', title, status, code };
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${status} ${code}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** What never came to the app, or went through it: whatever is wrong here is rare. */
function answerUnread(error: unknown, logger: Logger): Response {
  const isRequest = error instanceof RequestError;
  const { title, status, code } = isRequest ? malformed : fault;
  if (!isRequest) logger.error({ error }, title);
  const problem: Problem = { type: 'about:blank', title, status, code };
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status, headers });
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new EngineError({
            code: 'port-in-use',
            message: `Port ${port} of ${host} is in use by another program.`,
            hint: 'Choose another one with --port, 0 for any that is free, or end that program.',
            cause: error,
          }),
        );
      } else {
        reject(
          new EngineError({
            code: 'cannot-listen',
            message: `The server cannot listen on ${host}, port ${port}: ${error.message}.`,
            hint: 'Name an address of this machine and a port that you may use.',
            cause: error,
          }),
        );
      }
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function urlOf({ address, port, family }: AddressInfo, isSecure: boolean): string {
  return `${isSecure ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function openServer(
  options: HttpOptions,
  tls: ServerOptions['tls'],
  listener: RequestListener,
): Server {
  if (!tls) return createServer(options, listener);
  try {
    return createSecureServer({ ...options, ...tls }, listener);
  } catch (error) {
    throw new EngineError({
      code: 'invalid-certificate',
      message: `The certificate or its key cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Give both as PEM; the key must be that of the certificate, and without a password.',
      cause: error,
    });
  }
}

function createHttpServer(services: Services, options: ServerOptions, host: string): Server {
  const logger = options.logger ?? createLogger(services.config.logLevel);
  const isSecure = options.tls !== undefined;
  const app = createApp(services, { ...options, logger, boundHost: host, isSecure });
  const answer = getRequestListener(app.fetch, {
    errorHandler: (error) => answerUnread(error, logger),
  });
  const headersTimeoutMs = options.headersTimeoutMs ?? defaultHeadersTimeoutMs;
  const httpOptions: HttpOptions = {
    headersTimeout: headersTimeoutMs,
    // Refused below, in the form of all refusals.
    requireHostHeader: false,
    // Large files over slow lines are fine as long as they come; see limitBody.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(headersTimeoutMs, 5_000),
  };
  const server = openServer(
    httpOptions,
    options.tls,
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  server.on('clientError', answerMalformed);
  return server;
}

const pollMs = 50;
const longestAnswerMs = 1_000;

async function waitForRuns(services: Services, graceMs: number): Promise<void> {
  const { runService, replicate } = services;
  const underWay = () => runService.underWay + replicate.predictions.underWay;
  const endMs = performance.now() + graceMs;
  while (underWay() > 0 && performance.now() < endMs) await setTimeout(pollMs);
}

/** Answers that are nearly there may end; then nobody is waited for. */
async function closeConnections(server: Server, closed: Promise<void>): Promise<void> {
  const timer = setInterval(() => server.closeIdleConnections(), pollMs);
  await Promise.race([closed, setTimeout(longestAnswerMs, undefined, { ref: false })]);
  clearInterval(timer);
  server.closeAllConnections();
  await closed;
}

/**
 * Starts a server for services that are there; it closes them when it stops.
 *
 * @throws EngineError `token-required`, `data-folder-in-use`, `port-in-use`, `cannot-listen` or
 *   `invalid-certificate`.
 */
export async function startServer(
  services: Services,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const host = options.host ?? defaultHost;
  refuseOpenDoor(host, services.config.token);
  const server = createHttpServer(services, options, host);
  const url = urlOf(await listen(server, options.port ?? 0, host), options.tls !== undefined);
  const release = await lockDataFolder(services.config.dataFolder).catch((error: unknown) => {
    server.close();
    throw error;
  });
  // Not before the folder is ours: another server would lose its runs.
  services.metrics.watchProcess();
  await services.runService.recover();
  services.replicate.recover();
  const { gcIntervalMs } = services.config;
  if (gcIntervalMs !== undefined) services.garbage.start(gcIntervalMs);
  const stop = async ({ graceMs = 0 }: { graceMs?: number } = {}): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await waitForRuns(services, graceMs);
    await services.close();
    await closeConnections(server, closed);
    release();
  };
  let stopping: Promise<void> | undefined;
  return { url, stop: (ending) => (stopping ??= stop(ending)) };
}
