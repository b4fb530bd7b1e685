import type { PictureLight } from '../../domain/film/drawing';

type Brush = OffscreenCanvasRenderingContext2D;

/** A picture that samples are made with: drawn by hand, so that nothing needs to be shipped. */
export interface SamplePicture {
  readonly width: number;
  readonly height: number;
  /** About what is measured on it, for where nothing can be drawn. */
  readonly light: PictureLight;
  draw(brush: Brush, width: number, height: number): void;
}

/** A landscape with a bright sky, a dark tower, a diagram on white, a snow field as a panorama. */
export const samplePictures: Readonly<Record<'valley' | 'tower' | 'diagram' | 'snow', SamplePicture>> = {
  valley: {
    width: 1600,
    height: 1000,
    light: { columns: 1, rows: 4, lightest: [0.9, 0.95, 0.4, 0.5] },
    draw(brush, width, height) {
      fade(brush, width, height, ['#7fa8c9', '#cfdde0', '#f6e3c0']);
      for (const [depth, colour] of ['#8fa3a6', '#6d8a80', '#4d7060', '#2f5142'].entries()) ridge(
        brush, width, height, 0.42 + depth * 0.1, 0.16 - depth * 0.02, depth, colour,
      );
      brush.strokeStyle = '#d7e6ec';
      for (let bend = 0; bend < 9; bend++) {
        brush.lineWidth = width * 0.004 * (1 + bend * 1.4);
        brush.beginPath();
        brush.arc(
          width * (0.52 + (bend % 2 === 0 ? 0.05 : -0.05) * (1 + bend * 0.5)), height * (0.73 + bend * 0.035), width * 0.02 * (1 + bend * 0.6),
          bend % 2 === 0 ? Math.PI * 0.5 : Math.PI * 1.5, bend % 2 === 0 ? Math.PI * 1.5 : Math.PI * 0.5,
        );
        brush.stroke();
      }
    },
  },
  tower: {
    width: 900,
    height: 1350,
    light: { columns: 1, rows: 2, lightest: [0.3, 0.1] },
    draw(brush, width, height) {
      fade(brush, width, height, ['#1d2740', '#5a4a66', '#b8665a']);
      brush.fillStyle = '#15131c';
      brush.fillRect(width * 0.36, height * 0.3, width * 0.28, height * 0.7);
      brush.fillRect(width * 0.32, height * 0.26, width * 0.36, height * 0.05);
      brush.fillStyle = '#f4d68c';
      for (let floor = 0; floor < 9; floor++) for (const column of [0, 1, 2]) if ((floor * 7 + column * 3) % 4 !== 0) brush.fillRect(
        width * (0.4 + column * 0.08), height * (0.35 + floor * 0.065), width * 0.035, height * 0.03,
      );
    },
  },
  diagram: {
    width: 1200,
    height: 700,
    light: { columns: 1, rows: 1, lightest: [1] },
    draw(brush, width, height) {
      brush.fillStyle = '#ffffff';
      brush.fillRect(0, 0, width, height);
      brush.lineWidth = 4;
      for (const [index, colour] of ['#2a6f97', '#c8553d', '#588157'].entries()) {
        const left = width * (0.08 + index * 0.31);
        brush.strokeStyle = colour;
        brush.strokeRect(left, height * 0.3, width * 0.22, height * 0.36);
        brush.fillStyle = colour;
        brush.fillRect(left + width * 0.03, height * 0.4, width * (0.16 - index * 0.03), height * 0.04);
        brush.fillRect(left + width * 0.03, height * 0.5, width * (0.1 + index * 0.02), height * 0.04);
        if (index < 2) brush.fillRect(left + width * 0.22, height * 0.475, width * 0.09, 6);
      }
    },
  },
  snow: {
    width: 2400,
    height: 900,
    light: { columns: 1, rows: 1, lightest: [1] },
    draw(brush, width, height) {
      fade(brush, width, height, ['#e8f1f8', '#ffffff', '#f3f6fa']);
      ridge(brush, width, height, 0.5, 0.2, 2, '#dbe6ef');
      ridge(brush, width, height, 0.7, 0.12, 3, '#ffffff');
    },
  },
};

function fade(brush: Brush, width: number, height: number, colours: readonly string[]): void {
  const sky = brush.createLinearGradient(0, 0, 0, height);
  colours.forEach((colour, index) => { sky.addColorStop(index / (colours.length - 1), colour); });
  brush.fillStyle = sky;
  brush.fillRect(0, 0, width, height);
}

/** A line of hills, the land below it filled. */
function ridge(brush: Brush, width: number, height: number, level: number, swing: number, phase: number, colour: string): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, height);
  for (let step = 0; step <= 120; step++) {
    const x = step / 120;
    const y = level + swing * (0.5 * Math.sin(x * 5 + phase * 2.1) + 0.3 * Math.sin(x * 11 + phase * 1.3) + 0.12 * Math.sin(x * 31 + phase));
    brush.lineTo(x * width, y * height);
  }
  brush.lineTo(width, height);
  brush.fill();
}
