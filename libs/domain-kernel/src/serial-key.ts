const separators = /[\s._:/+#-]/gu;

/**
 * What two ways of typing one serial have in common (W15): blind to letter case, to width and to separators. Serials are kept as they were
 * registered; they are looked for, and compared, by this.
 */
export function serialKey(serial: string): string {
  return serial.normalize('NFKC').replace(separators, '').toUpperCase();
}
