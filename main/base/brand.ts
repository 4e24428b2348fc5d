/** A string that may not be mistaken for another kind of string: `type Uniqueid = Brand<string, 'Uniqueid'>`. */
declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
