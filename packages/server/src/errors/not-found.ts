import { HttpError } from './http-error.ts';

const longestId = 100;

/** The error of naming something that is not there. */
export function notFound(kind: string, id: string): HttpError {
  return new HttpError(404, {
    code: `${kind.replaceAll(' ', '-')}-not-found`,
    message: `There is no ${kind} "${id.slice(0, longestId)}".`,
    hint: 'It may have been deleted, or the address is wrong.',
  });
}
