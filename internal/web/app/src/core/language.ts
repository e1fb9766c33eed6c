import en from "../locales/en.json";
import fi from "../locales/fi.json";
import sv from "../locales/sv.json";

export type Key = keyof typeof en;
export type Language = "en" | "fi" | "sv";

export const languages: readonly { code: Language; name: string }[] = [
  { code: "fi", name: "Suomi" },
  { code: "sv", name: "Svenska" },
  { code: "en", name: "English" },
];

export const catalogues: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, fi, sv };

/** The first of the wished languages that there is, by its main part ("sv-FI" is Swedish); English when there is none. */
export function choose(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const main = wish.toLowerCase().split("-")[0];
    const known = languages.find((language) => language.code === main);
    if (known) return known.code;
  }
  return "en";
}

type Values = Readonly<Record<string, string | number>>;

/** The keys that have a form for one and a form for many. */
export type CountedKey = { [K in Key]: K extends `${infer Stem}.other` ? (`${Stem}.one` extends Key ? Stem : never) : never }[Key];

/** Speaks one language: texts from its catalogue, numbers and dates as it writes them. */
export interface Voice {
  readonly language: Language;
  text(key: Key, values?: Values): string;
  /** The form of a text for a number of things, with {n} filled in. */
  count(key: CountedKey, n: number, values?: Values): string;
  /** The catalogue's word for something that the service names, or the service's own word. */
  word(key: string, own: string): string;
  number(x: number | null): string;
  /** A figure to its last digit, as a bound must be told. */
  exact(x: number): string;
  /** A figure in which the fourth digit counts: "0.3127". */
  fine(x: number): string;
  /** A weight or an expectation, to a tenth: "0.6"; smaller ones to their first digit, for 0 would say that there is nothing. */
  amount(x: number): string;
  /** A share in percent; of what is less than half of one it says that it is less than one. */
  share(x: number | null): string;
  /** A probability with its sign, as "= 0.012"; below a thousandth nobody needs the digits: "< 0.001". */
  chance(x: number | null): string;
  date(iso: string): string;
  /** A date with the time of day, by the reader's clock. */
  moment(iso: string): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

export function voiceOf(language: Language): Voice {
  const catalogue = catalogues[language];
  // British English writes dates and groups numbers as Finnish readers of English expect; American English does not.
  const locale = language === "en" ? "en-GB" : `${language}-FI`;
  const plural = new Intl.PluralRules(locale);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const first = new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 });
  const fine = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const digits = new Intl.NumberFormat(locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const letters = new Intl.Collator(locale, { numeric: true });

  const fill = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  const number = (x: number | null): string => {
    if (x === null || Number.isNaN(x)) return catalogue["card.unknown"];
    return Math.abs(x) >= 10 || Number.isInteger(x) ? whole.format(x) : fine.format(x);
  };
  return {
    language,
    text: (key, values = {}) => fill(catalogue[key], values),
    count: (key, n, values = {}) => {
      const form = plural.select(n) === "one" ? "one" : "other";
      return fill(catalogue[`${key}.${form}` as Key], { n: number(n), ...values });
    },
    word: (key, own) => (Object.hasOwn(catalogue, key) ? catalogue[key as Key] : own),
    number,
    exact: exact.format,
    fine: (x) => digits.format(x),
    amount: (x) => (Math.abs(x) >= 0.05 || x === 0 ? whole : first).format(x),
    // What is rounded to 0% is not nothing.
    share: (x) => (x === null || Number.isNaN(x) ? catalogue["card.unknown"] : x > 0 && x < 0.005 ? `< ${percent.format(0.01)}` : percent.format(x)),
    chance: (x) => (x !== null && x < 0.001 ? `< ${fine.format(0.001)}` : `= ${number(x)}`),
    date: (iso) => {
      const time = Date.parse(iso);
      // A bare year or month is already as precise as it can be said.
      return iso.length < 10 || Number.isNaN(time) ? iso : dates.format(time);
    },
    moment: (iso) => moments.format(Date.parse(iso)),
    list: (items) => lists.format(items),
    compare: letters.compare,
  };
}

/** A silo as people call it: actors without a value in the dimension are a silo without a name. */
export const siloName = (voice: Voice, name: string): string => name || voice.text("legend.none");

/** A dimension as people call it: "silo_sector" is the sector. */
export function dimensionName(voice: Voice, dimension: string, among: readonly { readonly name: string }[] = []): string {
  const bare = dimension.replace(/^silo_/, "");
  const readable = bare.replaceAll("_", " ");
  const name = voice.word(`dimension.${bare}`, readable.charAt(0).toUpperCase() + readable.slice(1));
  return among.some((d) => d.name !== dimension && d.name.replace(/^silo_/, "") === bare) ? `${name} (${dimension})` : name;
}
