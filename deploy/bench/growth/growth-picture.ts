import { LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { spreadOf } from '../statistics.js';
import { numberText } from '../report.js';
import type { BaseKey, FleetKey, Growth } from './growth-point.js';
import { sizeText } from './growth-report.js';

use([LineChart, GridComponent, TitleComponent, SVGRenderer]);

interface Panel {
  readonly title: string;
  /** What the axis to the right counts. */
  readonly sizes: string;
  readonly series: readonly Series[];
}

interface Series {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

const panelWidth = 390;
const panelHeight = 270;
const panelsPerRow = 3;
const margin = { left: 56, right: 96, top: 58, bottom: 52 };
/** Told apart by people who see few colours, too, and by the names at the lines' ends. */
const colours = ['#0b5cad', '#c2410c', '#15803d', '#7e22ce'];

/** One panel per kind of figure, size to the right and figure upwards, both in powers of ten: what does not depend on size is level. */
export function growthPicture(growth: Growth): string {
  const panels = panelsOf(growth);
  const [width, height] = [panelsPerRow * panelWidth, Math.ceil(panels.length / panelsPerRow) * panelHeight];
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(optionOf(panels));
  const picture = chart.renderToSVGString();
  chart.dispose();
  return describedPicture(picture, panels);
}

function panelsOf({ fleets, bases }: Growth): readonly Panel[] {
  const histories = [...new Set(fleets.map(({ movementsPerUnit }) => movementsPerUnit))];
  const ofFleets = (key: FleetKey, name: string, movements: number): Series => ({
    name,
    points: fleets
      .filter(({ movementsPerUnit }) => movementsPerUnit === movements)
      .map(({ units, measured }) => [units, spreadOf(measured[key]).median]),
  });
  const byHistory = (key: FleetKey): readonly Series[] =>
    histories.map((movements) =>
      ofFleets(key, `${movements} ${movements === 1 ? 'movement' : 'movements'}`, movements),
    );
  const looks = [
    ['clerkList', "clerk's list"],
    ['shelfList', 'shelf'],
    ['search', 'search'],
    ['page', 'unit page'],
  ] as const;
  const ofBases = (key: BaseKey, name: string): Series => ({
    name,
    points: bases.map(({ registeredUnits, measured }) => [registeredUnits, spreadOf(measured[key]).median]),
  });
  const [units, registered] = ['spare units', 'registered units'];
  return [
    { title: 'Loans a second', sizes: units, series: byHistory('loans') },
    { title: 'Looking up, p95, ms', sizes: units, series: looks.map(([key, name]) => ofFleets(key, name, 1)) },
    { title: "A city's month-end, ms", sizes: units, series: byHistory('statement') },
    { title: 'Effect in another service, p99, ms', sizes: units, series: byHistory('effect') },
    {
      title: 'Registration, events, a second',
      sizes: registered,
      series: [ofBases('registration', 'units'), ofBases('relay', 'relay'), ofBases('consumer', 'consumer')],
    },
    { title: 'Database of the spare pool, MB', sizes: units, series: byHistory('database') },
  ];
}

function optionOf(panels: readonly Panel[]): EChartsCoreOption {
  const corner = (index: number) => ({
    left: (index % panelsPerRow) * panelWidth,
    top: Math.floor(index / panelsPerRow) * panelHeight,
  });
  const axis = { type: 'log', splitLine: { lineStyle: { color: '#e5e5e5' } }, axisLabel: { color: '#404040' } };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif', color: '#202020' },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: corner(index).left + margin.left - 8,
      top: corner(index).top + 14,
      textStyle: { fontSize: 15, color: '#202020' },
    })),
    grid: panels.map((_panel, index) => ({
      left: corner(index).left + margin.left,
      top: corner(index).top + margin.top,
      width: panelWidth - margin.left - margin.right,
      height: panelHeight - margin.top - margin.bottom,
    })),
    xAxis: panels.map(({ sizes, series }, index) => ({
      ...axis,
      gridIndex: index,
      name: sizes,
      nameLocation: 'middle',
      nameGap: 28,
      ...extentOf(series.flatMap(({ points }) => points.map(([size]) => size))),
      axisLabel: { ...axis.axisLabel, formatter: sizeText },
    })),
    yAxis: panels.map(({ series }, index) => ({
      ...axis,
      gridIndex: index,
      ...extentOf(series.flatMap(({ points }) => points.map(([, value]) => value))),
      axisLabel: { ...axis.axisLabel, formatter: sizeText },
    })),
    series: panels.flatMap(({ series }, panel) => series.map((one, index) => lineOf(one, panel, index))),
  };
}

function lineOf({ name, points }: Series, panel: number, index: number) {
  const color = colours[index % colours.length];
  return {
    type: 'line',
    xAxisIndex: panel,
    yAxisIndex: panel,
    data: points,
    color,
    symbol: 'circle',
    symbolSize: 6,
    endLabel: { show: true, formatter: name, color, distance: 6 },
    // Of names that would lie on each other the later one moves down.
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** Whole powers of ten around the values, so that level lines look level and not like noise blown up. */
function extentOf(values: readonly number[]): { readonly min: number; readonly max: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const min = 10 ** Math.floor(Math.log10(least));
  return { min, max: Math.max(min * 10, 10 ** Math.ceil(Math.log10(most))) };
}

/** With the same in words for those who do not see it. */
function describedPicture(picture: string, panels: readonly Panel[]): string {
  const sentences = panels.map(({ title, sizes, series }) => {
    const lines = series.map(({ name, points }) => {
      const values = points.map(([size, value]) => `${numberText(value)} at ${sizeText(size)}`);
      return `${name} ${values.join(', ')}`;
    });
    return `${title}, by ${sizes}: ${lines.join('; ')}.`;
  });
  const words = `<title>What depends on size and what does not</title><desc>${escaped(sentences.join(' '))}</desc>`;
  return `${picture.replace(/^<svg [^>]*>/, (opening) => `${opening.replace('<svg ', '<svg role="img" ')}${words}`)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
