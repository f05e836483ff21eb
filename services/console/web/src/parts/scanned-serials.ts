/**
 * The serials in what a scanner or a paste has put into one field. A batch comes a serial a line, or with tabs, commas or semicolons; some
 * scanners put blanks. Blanks may stand in a serial too: a text that is known as it stands is one serial, and so is one whose parts do not
 * all look like serials.
 */
export function serialsIn(text: string, isKnown: (serial: string) => boolean): readonly string[] {
  return text
    .split(/[\n\r\t,;，；]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const words = part.split(/\s+/);
      const isBatch =
        words.length > 1 && !isKnown(part) && words.every((word) => isKnown(word) || looksLikeSerial(word));
      return isBatch ? words : [part];
    });
}

function looksLikeSerial(word: string): boolean {
  return word.length >= 5 && /\d/.test(word);
}
