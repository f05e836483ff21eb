import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { zh, type TextKey } from './zh';
import { words } from './words';

export type Language = 'zh' | 'en';
export type { TextKey };

const placeholder = /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g;
const storageName = 'rotables.language';
const dictionaries: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { zh, en };

export interface Texts {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** `{name}` in the text is replaced by `values.name`, `{name|unit|units}` by the first word where that is 1, else by the second. */
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
  /** The name of a field, or the word for a value of the API; as it is where there is none. */
  readonly word: (name: string) => string;
  /** The same where a name means something of its own in one place, a register for example. */
  readonly wordIn: (places: string | readonly string[], name: string) => string;
}

const LanguageContext = createContext<Texts | null>(null);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(storageName) === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    localStorage.setItem(storageName, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const texts = useMemo<Texts>(() => {
    const word = (name: string): string => words[name]?.[language === 'zh' ? 0 : 1] ?? name;
    return {
      language,
      setLanguage,
      t: (key, values = {}) =>
        dictionaries[language][key].replaceAll(placeholder, (_match, name: string, one?: string, other?: string) =>
          one === undefined || other === undefined ? String(values[name] ?? '') : values[name] === 1 ? one : other,
        ),
      word,
      wordIn: (places, name) =>
        word(
          [places]
            .flat()
            .map((place) => `${place}.${name}`)
            .find((key) => key in words) ?? name,
        ),
    };
  }, [language]);
  return <LanguageContext value={texts}>{children}</LanguageContext>;
}

export function useTexts(): Texts {
  const texts = useContext(LanguageContext);
  if (texts === null) throw new Error('Only pages inside of LanguageProvider have texts.');
  return texts;
}
