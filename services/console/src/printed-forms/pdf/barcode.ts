import bwipjs from 'bwip-js/node';
import type { Content } from './pdfmake.js';

/** Half of what a label printer takes; a scanner at arm's length reads it, and the longest serials fit on half a page. */
const widestModulePoints = 0.9;
/** Without white on both sides, a scanner takes the neighbour's frame for a bar. */
const quietModules = 10;

export interface BarcodeSize {
  readonly width: number;
  readonly height: number;
}

/** A text as Code 128, as wide as it may be within `size.width`, in points. null for a text that Code 128 has no bars for. */
export function barcode(text: string, { width, height }: BarcodeSize): Content | null {
  const bars = barsOf(text);
  if (bars === null) return null;
  const modules = bars.reduce((sum, bar) => sum + bar, 2 * quietModules);
  const drawn = Math.min(width, modules * widestModulePoints);
  return { svg: svgOf(bars, modules, drawn, height), width: drawn, height };
}

function barsOf(text: string): readonly number[] | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null;
  const [symbol] = bwipjs.raw('code128', text, {});
  return symbol !== undefined && 'sbs' in symbol ? symbol.sbs : null;
}

/** Bars and gaps take turns, a bar first. */
function svgOf(bars: readonly number[], modules: number, width: number, height: number): string {
  let x = quietModules;
  let path = '';
  bars.forEach((bar, index) => {
    if (index % 2 === 0) path += `M${x} 0h${bar}v1h-${bar}z`;
    x += bar;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${modules} 1" ` +
    `preserveAspectRatio="none"><path d="${path}" fill="#000"/></svg>`
  );
}
