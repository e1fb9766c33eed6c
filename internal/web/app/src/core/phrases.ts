/** The service's sentences as one language has them: from the English sentence, after what it is ("expected.", "remedy." or, of a refusal, "fault." or "code."), to the reader's. */
export type Phrases = Readonly<Record<string, string>>;

interface Pattern {
  readonly said: string;
  readonly holes: readonly string[];
  readonly form: RegExp;
}

const known = new WeakMap<Phrases, readonly Pattern[]>();

/** The sentences with holes, as forms to hold the service's sentences to. */
function patterns(phrases: Phrases): readonly Pattern[] {
  let found = known.get(phrases);
  if (!found) {
    found = Object.entries(phrases).filter(([key]) => key.includes("{")).map(([key, said]) => ({
      said,
      holes: [...key.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!),
      form: new RegExp(`^${key.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+?)")}$`, "s"),
    }));
    known.set(phrases, found);
  }
  return found;
}

/** A sentence of the service in the reader's language, with what it names in the same places; "" where the language does not have it. */
export function phrase(phrases: Phrases, what: "expected" | "remedy" | "fault" | "code", text: string): string {
  const english = `${what}.${text}`;
  if (Object.hasOwn(phrases, english)) return phrases[english]!;
  for (const { said, holes, form } of patterns(phrases)) {
    const match = form.exec(english);
    if (match) return said.replace(/\{(\w+)\}/g, (hole, name: string) => match[holes.indexOf(name) + 1] ?? hole);
  }
  return "";
}
