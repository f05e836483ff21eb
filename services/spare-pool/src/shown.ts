/** An aggregate as it is shown: without its version, which is nobody's concern outside. */
export type Shown<State extends { readonly version: number }> = Omit<State, 'version'>;
