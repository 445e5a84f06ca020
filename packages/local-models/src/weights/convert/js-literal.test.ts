import { expect, it } from 'vitest';
import { parseJsLiteral } from './js-literal.ts';

it('reads minified literals as data', () => {
  const text =
    'a.exports={name:"a\\"b",n:[-.5,1e3,1963e-20,0],"x-y":{t:!0,f:!1,z:null},e:[],o:{}},b';
  expect(parseJsLiteral(text, text.indexOf('{'))).toEqual({
    name: 'a"b',
    n: [-0.5, 1000, 1963e-20, 0],
    'x-y': { t: true, f: false, z: null },
    e: [],
    o: {},
  });
});

it.each(['{a:b}', '{a:f()}', '[1', '{a', '{__proto__', '`x`'])('refuses %s', (text) => {
  expect(() => parseJsLiteral(text, 0)).toThrow('Unexpected');
});
