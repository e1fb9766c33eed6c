import type { Language } from "../core/language";
import type { Phrases } from "../core/phrases";

/** What the service says of files, and why it refuses, in each language. Most visits hear neither, so that these are loaded when one does. */
const books: Readonly<Record<Language, () => Promise<{ default: Phrases }>>> = {
  en: () => import("../locales/problems/en.json"),
  fi: () => import("../locales/problems/fi.json"),
  sv: () => import("../locales/problems/sv.json"),
};

export const phrasesOf = async (language: Language): Promise<Phrases> => (await books[language]()).default;
