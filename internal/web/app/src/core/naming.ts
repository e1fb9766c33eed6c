/** Why a text cannot be a network's name. The service refuses the same ones. */
export type NameFault =
  | { readonly kind: "empty" | "long" }
  | { readonly kind: "sign" | "start"; readonly sign: string };

/** The most characters that a network's name has. */
export const longestName = 64;

/** What keeps a text from being a network's name: 1–64 letters, digits, - _ and ., beginning with a letter or a digit. */
export function nameFault(name: string): NameFault | null {
  const signs = [...name];
  if (signs.length === 0) return { kind: "empty" };
  if (signs.length > longestName) return { kind: "long" };
  const odd = signs.find((sign) => !/^[\p{L}\p{Nd}._-]$/u.test(sign));
  if (odd !== undefined) return { kind: "sign", sign: odd };
  return /^[\p{L}\p{Nd}]/u.test(name) ? null : { kind: "start", sign: signs[0]! };
}
