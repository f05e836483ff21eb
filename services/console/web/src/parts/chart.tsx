import { useEffect, useRef } from 'react';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** A picture; `label` says to those who do not see it what it shows, and a table of the same figures stands beside it. */
export function Chart({
  option,
  label,
  height,
  onPick,
}: {
  readonly option: EChartsCoreOption;
  readonly label: string;
  readonly height: number;
  /** The name on the axis whose bar was clicked. */
  readonly onPick?: (index: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current);
    chart.on('click', ({ dataIndex }) => pick.current?.(dataIndex));
    chart.setOption(option);
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
