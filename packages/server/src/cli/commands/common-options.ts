import { InvalidArgumentError, Option } from 'commander';

/** `--data`, for every command that uses stores. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'folder for runs, files and the cache (else CATENA_DATA)');
}

/** `--input name=value`, any number of times. */
export function inputOption(): Option {
  return new Option('-i, --input <name=value>', 'value of an input; see below')
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'the defaults of the workflow');
}

/** `--json`, for programs. */
export function jsonOption(description: string): Option {
  return new Option('--json', description);
}

/** Reads a whole number of at least 1. */
export function parseCount(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

/** Follows the help of every command that takes inputs. */
export const inputHelp = `
Inputs:
  --input prompt="a red fox"            a value, read by the type of the input
  --input photo=@cat.jpg                a file; of a text or JSON input its content
  --input 'photos=@shots/*.jpg'         a list: every file that matches, IMG_9 before IMG_10
  --input styles=sea --input styles=ice a list, item by item
  --input 'styles=["sea","ice"]'        a list, as JSON
  --input prompts=@list.csv#title       a list: a column of a CSV file; lines of .txt, members of .json
  --input handle=@@fox                  a text that begins with @
`;
