declare const brand: unique symbol;

/** `T` that has been checked to be a `Name`: the compiler refuses a plain `T`, or another brand, in its place. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
