/** A node of a JSON schema, as the contracts use them. */
type Schema = Readonly<Record<string, unknown>>;

/** What a later release may loosen without a new version of the event; `deploy/tools/event-evolution.ts` lets pass nothing else. */
const limits = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** The schema for those who write: an object has the fields of the contract and no others, or a misspelt one would be lost without a word. */
export function closed(schema: object): Schema {
  return rebuilt(schema, (node) =>
    node['properties'] === undefined ? node : { ...node, additionalProperties: false },
  );
}

/**
 * The schema of whatever a later release of the same version may say: any word where the list is closed today, and no limits. What does not
 * even obey this breaks what was promised for good: a field that is missing, or of another type or form.
 */
export function outline(schema: object): Schema {
  return rebuilt(schema, (node) =>
    Object.fromEntries(Object.entries(node).filter(([keyword]) => keyword !== 'const' && !limits.includes(keyword))),
  );
}

/** The schema with every node of it changed, the innermost first. */
function rebuilt(schema: object, change: (node: Schema) => Schema): Schema {
  const node = schema as Schema;
  const inner = (part: unknown): Schema => rebuilt(part as object, change);
  const { properties, items, anyOf } = node;
  return change({
    ...node,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties as Schema).map(([name, property]) => [name, inner(property)]),
          ),
        }),
    ...(items === undefined ? {} : { items: inner(items) }),
    ...(anyOf === undefined ? {} : { anyOf: (anyOf as readonly unknown[]).map(inner) }),
  });
}
