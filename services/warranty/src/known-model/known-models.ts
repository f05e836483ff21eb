/** A model as it is looked for: blind to letter case, width and spaces (W15). */
export function modelKey(model: string): string {
  return model.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();
}

/** How each model was written when it was first registered; also the injection token. */
export abstract class KnownModels {
  /** By {@link modelKey}; without those that nobody registered. */
  abstract find(models: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The same, and what nobody registered is from now on known as it is written here. */
  abstract claim(models: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
