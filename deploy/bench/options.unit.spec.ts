import { parseBenchOptions } from './options.js';

const known = ['P1', 'P10', 'GROWTH'];

describe('the options of the bench', () => {
  it('asks for everything without a name', () => {
    expect(parseBenchOptions([], known)).toEqual({
      names: [],
      json: null,
      picture: null,
      quick: false,
      profile: null,
    });
  });

  it('takes figures in any letter case, a file and --quick', () => {
    expect(parseBenchOptions(['p1', '--json', 'out.json', '--quick'], known)).toEqual({
      names: ['P1'],
      json: 'out.json',
      picture: null,
      quick: true,
      profile: null,
    });
  });

  it('names a figure or an option that there is not, with the way out', () => {
    expect(() => parseBenchOptions(['P7'], known)).toThrow('NAME is "P7", but must be one of P1, P10, GROWTH');
    expect(() => parseBenchOptions(['--slow'], known)).toThrow('npm run bench');
  });

  it('takes a file for the picture of the growth run, and refuses it where there is no such run', () => {
    expect(parseBenchOptions(['growth', '--picture', 'growth.svg'], known)?.picture).toBe('growth.svg');
    expect(() => parseBenchOptions(['P1', '--picture', 'growth.svg'], known)).toThrow('with the name growth');
  });

  it('gives null for --help', () => expect(parseBenchOptions(['--help'], known)).toBeNull());
});
