// The only file that knows chart.js: a chunk of its own, loaded when the first chart is seen.
import {
  BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import type { BarChart, LineChart, Span, Tone, Unit } from '../figures';
import { fileSize, spanTime } from '../../page/wording';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip);

/** A chart on a canvas. */
export interface DrawnChart<Content> {
  /** Draws it anew, in the colours the page has now. */
  show(chart: Content): void;
  destroy(): void;
}

/** Draws bars on a canvas, at once and without motion; the parent of the canvas gives the size. */
export function drawBars(canvas: HTMLCanvasElement, first: BarChart): DrawnChart<BarChart> {
  return drawn(canvas, first, bars);
}

/** Draws lines in the same way. */
export function drawLines(canvas: HTMLCanvasElement, first: LineChart): DrawnChart<LineChart> {
  return drawn(canvas, first, lines);
}

function drawn<Type extends 'bar' | 'line', Content>(
  canvas: HTMLCanvasElement, first: Content, configure: (chart: Content, colours: Palette) => ChartConfiguration<Type>,
): DrawnChart<Content> {
  const chart = new Chart(canvas, configure(first, palette(canvas)));
  return {
    show(content) {
      const { data, options } = configure(content, palette(canvas));
      chart.data = data;
      if (options !== undefined) chart.options = options;
      chart.update('none');
    },
    destroy: () => { chart.destroy(); },
  };
}

interface Palette {
  readonly tones: Readonly<Record<Tone, string | CanvasPattern>>;
  readonly faint: Readonly<Record<Tone, string | CanvasPattern>>;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly ground: string;
  readonly lines: readonly string[];
}

/** Reads the page's tokens as the browser resolves them, light or dark. */
function palette(canvas: HTMLCanvasElement): Palette {
  const before = canvas.style.color;
  const colour = (token: string): string => {
    canvas.style.color = `var(--${token})`;
    return getComputedStyle(canvas).color;
  };
  const [extraction, suggestions, video, good, quiet, accent, card] = [
    colour('stage-extraction'), colour('stage-suggestions'), colour('stage-video'), colour('good'), colour('line-strong'), colour('accent'), colour('ground'),
  ];
  const tones = { extraction, suggestions, video, good, quiet, failed: stripes(accent, card) };
  const found: Palette = {
    tones,
    faint: { ...tones, extraction: faded(extraction), suggestions: faded(suggestions), video: faded(video), good: faded(good), quiet: faded(quiet) },
    text: colour('text'),
    quiet: colour('text-quiet'),
    line: colour('line'),
    ground: card,
    lines: [extraction, suggestions, video, good],
  };
  canvas.style.color = before;
  return found;
}

function faded(colour: string): string {
  return colour.startsWith('rgb(') ? colour.replace('rgb(', 'rgba(').replace(')', ', 0.4)') : colour;
}

/** Failures differ by more than their colour. */
function stripes(colour: string, ground: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const context = tile.getContext('2d');
  if (context === null) return colour;
  context.fillStyle = ground;
  context.fillRect(0, 0, 6, 6);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  for (const shift of [-6, 0, 6]) {
    context.beginPath();
    context.moveTo(shift, 6);
    context.lineTo(shift + 6, 0);
    context.stroke();
  }
  return context.createPattern(tile, 'repeat') ?? colour;
}

function bars({ rows, scale, low, high, unit }: BarChart, colours: Palette): ChartConfiguration<'bar'> {
  const placed = rows.flatMap(({ label, spans }) => spans.map((span) => ({ label, span })));
  const font = { family: fontFamily, size: 12 };
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ label }) => label),
      datasets: [{
        // chart.js takes such points for floating bars; its types know only plain numbers and pairs.
        data: placed.map(({ label, span }) => ({ x: [span.from, span.to], y: label })) as unknown as [number, number][],
        backgroundColor: placed.map(({ span }) => fill(span, colours)),
        borderSkipped: false,
        grouped: false,
        barThickness: rows.length > 10 ? 9 : 12,
        minBarLength: 2,
      }],
    },
    options: {
      ...still,
      indexAxis: 'y',
      scales: {
        x: {
          type: scale,
          min: low,
          max: high,
          border: { display: false },
          grid: { color: colours.line, tickLength: 0 },
          ticks: {
            color: colours.quiet, font, maxRotation: 0, padding: 6, autoSkipPadding: 18, includeBounds: scale === 'logarithmic', maxTicksLimit: 8,
            // On a scale of decades only these are readable.
            callback: (value) => (scale === 'logarithmic' && !isDecade(Number(value)) ? null : inUnit(Number(value), unit)),
          },
        },
        y: { type: 'category', border: { display: false }, grid: { display: false }, ticks: { color: colours.text, font, padding: 4, autoSkip: false } },
      },
      plugins: {
        tooltip: {
          ...tooltip(colours),
          callbacks: { title: ([point]) => placed[point?.dataIndex ?? 0]?.label ?? '', label: (point) => placed[point.dataIndex]?.span.words ?? '' },
        },
      },
    },
  };
}

function lines({ lines: curves, unit }: LineChart, colours: Palette): ChartConfiguration<'line'> {
  const font = { family: fontFamily, size: 12 };
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ label, points }, index) => ({
        label,
        data: points.map(([x, y]) => ({ x, y })),
        borderColor: colours.lines[index % colours.lines.length] ?? colours.text,
        backgroundColor: faded(colours.lines[index % colours.lines.length] ?? colours.text),
        borderWidth: 1.5,
        fill: index === 0,
        pointRadius: 0,
        pointHitRadius: 8,
      })),
    },
    options: {
      ...still,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: { type: 'linear', max: 0, border: { display: false }, grid: { display: false }, ticks: {
          color: colours.quiet, font, maxRotation: 0, maxTicksLimit: 6,
          callback: (value) => (Number(value) === 0 ? 'now' : `−${spanTime(-Number(value)).replace('.0', '')}`),
        } },
        y: {
          type: 'linear', beginAtZero: true, border: { display: false }, grid: { color: colours.line, tickLength: 0 },
          ticks: { color: colours.quiet, font, padding: 6, maxTicksLimit: 5, callback: (value) => inUnit(Number(value), unit) },
        },
      },
      plugins: {
        tooltip: {
          ...tooltip(colours),
          callbacks: { title: () => '', label: (point) => `${point.dataset.label ?? ''}: ${inUnit(point.parsed.y ?? 0, unit)}` },
        },
      },
    },
  };
}

const fontFamily = "'Instrument Sans Variable', system-ui, sans-serif";

/** The parent's size, no motion: nothing shifts, and nothing moves for those who do not want it to. */
const still = { responsive: true, maintainAspectRatio: false, animation: false } as const;

function tooltip({ text, ground }: Palette): {
  readonly backgroundColor: string; readonly titleColor: string; readonly bodyColor: string; readonly displayColors: false; readonly cornerRadius: number;
  readonly titleFont: object; readonly bodyFont: object; readonly animation: false;
} {
  const font = { family: fontFamily, size: 12 };
  return {
    backgroundColor: text, titleColor: ground, bodyColor: ground, displayColors: false, cornerRadius: 5, titleFont: { ...font, weight: 600 }, bodyFont: font,
    animation: false,
  };
}

function fill({ tone, isFaint = false }: Span, { tones, faint }: Palette): string | CanvasPattern {
  return isFaint ? faint[tone] : tones[tone];
}

function isDecade(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
}

function inUnit(value: number, unit: Unit): string {
  if (unit === 'seconds') return value === 0 ? '0' : spanTime(value).replace(/\.0(?=\u00a0)/u, '');
  if (unit === 'bytes') return fileSize(value);
  if (unit === 'share') return `${Math.round(value * 100)}%`;
  return Number.isInteger(value) ? String(value) : '';
}
