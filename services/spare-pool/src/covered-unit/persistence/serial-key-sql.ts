/** What `serialKey` of the domain kernel makes of a serial (W15), in SQL; serials have ASCII characters only. Indexed as it stands here. */
export function serialKeySql(column: string): string {
  return `upper(regexp_replace(${column}, '[[:space:]._:/+#-]', '', 'g'))`;
}
