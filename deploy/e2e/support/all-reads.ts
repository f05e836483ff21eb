/** One answer of a read, as the walk over all routes looks at it. */
export interface Read {
  readonly status: number;
  readonly body: unknown;
}

export async function read(url: string, token: string): Promise<Read> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as unknown) : text,
  };
}

/** Every object anywhere in an answer. */
export function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  return [Object.fromEntries(entries), ...entries.flatMap(([, inner]) => objectsIn(inner))];
}

/** The cities that an answer names as somebody's or something's own. */
export function citiesIn(body: unknown): ReadonlySet<string> {
  return new Set(objectsIn(body).flatMap(({ city }) => (typeof city === 'string' ? [city] : [])));
}

/** The paths under /v1 that a service reads by, from its own API page. */
export async function readPathsOf(url: string): Promise<readonly string[]> {
  const document = (await read(`${url}/docs/json`, '')).body;
  const paths = objectsIn(document)[0]?.['paths'];
  if (typeof paths !== 'object' || paths === null) throw new Error(`${url}/docs/json names no paths.`);
  return Object.entries(paths)
    .filter(([path, verbs]) => path.startsWith('/v1/') && typeof verbs === 'object' && verbs !== null && 'get' in verbs)
    .map(([path]) => path);
}
