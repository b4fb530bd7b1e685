import { digest } from '../../../domain/digest';
import type { Colour, Font, Ruler } from '../../../domain/film/drawing';
import type { PhysicalMark } from './page';
import { isTall } from './typesetting';

/** The way of a piece from where it stood in one scene to where it stands in the next: word by word, and field by field. */
export interface Flight {
  /** Equal names are equal ways. */
  readonly name: string;
  readonly parts: readonly Part[];
}

type TextMark = Extract<PhysicalMark, { kind: 'text' }>;
type Field = Extract<PhysicalMark, { kind: 'rectangle' }>;

/** A thing that is in both; one that only the first scene has and goes; one that only the second has and comes. */
type Part =
  | { readonly kind: 'word'; readonly from: Way; readonly to: Way }
  | { readonly kind: 'field'; readonly from: Field; readonly to: Field }
  | { readonly kind: 'goes' | 'comes'; readonly mark: PhysicalMark };

/**
 * A word at one end of its way, and the tracking (em) that makes it as wide as it should be at each of `stations` of the way: faces with an optical size are
 * wider when they are small.
 */
interface Way {
  readonly mark: TextMark;
  readonly tracking: readonly number[];
}

/** Shares of the way at which widths are measured; between them tracking changes evenly. */
const stations = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** A mark on its way, and how much of it is seen. */
export interface FlyingMark {
  readonly mark: PhysicalMark;
  /** In (0, 1]. */
  readonly alpha: number;
}

/**
 * Finds the way between two settings of the same words or fields.
 *
 * @returns `undefined` if they have nothing to say to each other: other words, or so many that they would swarm
 */
export function flightBetween(from: readonly PhysicalMark[], to: readonly PhysicalMark[], ruler: Ruler): Flight | undefined {
  const [fields, targets] = [from.filter(isField), to.filter(isField)];
  if (fields.length === 1 && from.length === 1 && targets.length === 1 && to.length === 1) {
    // One each: checked a line above.
    return named([{ kind: 'field', from: fields[0] as Field, to: targets[0] as Field }]);
  }
  const [words, landed] = [wordsOf(from, ruler), wordsOf(to, ruler)];
  if (words.length === 0 || words.length > mostWords || words.length !== landed.length) return undefined;
  const parts = words.flatMap((word, index): readonly Part[] => {
    const target = landed[index];
    return target?.text === word.text ? [{ kind: 'word', from: wayOf(word, word, target, ruler), to: wayOf(target, word, target, ruler) }] : [];
  });
  if (parts.length !== words.length) return undefined;
  return named([
    ...from.flatMap((mark): readonly Part[] => (mark.kind === 'text' ? [] : [{ kind: 'goes', mark }])),
    ...to.flatMap((mark): readonly Part[] => (mark.kind === 'text' ? [] : [{ kind: 'comes', mark }])),
    ...parts,
  ]);
}

function named(parts: readonly Part[]): Flight {
  return { name: digest(parts), parts };
}

/** More words than these, from lines of their own to one, cross each other on the way: they fade. */
const mostWords = 7;

/**
 * The marks of a flight when it has come a share of its way.
 *
 * Where the two scenes set the words in different faces, one dissolves into the other as they move.
 *
 * @param share in [0, 1]
 */
export function inFlight({ parts }: Flight, share: number): readonly FlyingMark[] {
  return parts.flatMap((part): readonly FlyingMark[] => {
    switch (part.kind) {
      case 'goes': return share < 1 ? [{ mark: part.mark, alpha: 1 - share }] : [];
      case 'comes': return share > 0 ? [{ mark: part.mark, alpha: share }] : [];
      case 'field': {
        const { from, to } = part;
        return [{ alpha: 1, mark: {
          ...to, x: mix(from.x, to.x, share), y: mix(from.y, to.y, share), width: mix(from.width, to.width, share), height: mix(from.height, to.height, share),
          colour: blend(from.colour, to.colour, share),
        } }];
      }
      case 'word': return wordAt(part.from, part.to, share);
    }
  });
}

function wayOf(mark: TextMark, from: TextMark, to: TextMark, ruler: Ruler): Way {
  const characters = [...mark.text].length;
  return {
    mark,
    tracking: stations.map((share) => {
      const size = mix(from.font.size, to.font.size, share);
      const natural = ruler.width(mark.text, { ...mark.font, size, tracking: 0 });
      // Letters that join cannot be pulled apart.
      return isTall(mark.text) ? 0 : (mix(from.width, to.width, share) - natural) / characters / size;
    }),
  };
}

function trackingAt({ tracking }: Way, share: number): number {
  const step = share * (stations.length - 1);
  const whole = Math.min(Math.floor(step), stations.length - 2);
  return mix(tracking[whole] ?? 0, tracking[whole + 1] ?? 0, step - whole);
}

function wordAt(start: Way, end: Way, share: number): readonly FlyingMark[] {
  const [from, to] = [start.mark, end.mark];
  const size = mix(from.font.size, to.font.size, share);
  const place = {
    x: mix(from.x, to.x, share), y: mix(from.y, to.y, share), width: mix(from.width, to.width, share), colour: blend(from.colour, to.colour, share),
  };
  const set = (
    way: Way, weight = way.mark.font.weight,
  ): TextMark => ({ ...way.mark, ...place, font: { ...way.mark.font, size, weight, tracking: trackingAt(way, share) * size } });
  if (isSameFace(from.font, to.font)) return [{ mark: set(end, Math.round(mix(from.font.weight, to.font.weight, share))), alpha: 1 }];
  const dissolved = Math.min(1, Math.max(0, (share - 0.25) / 0.5));
  return [
    ...(dissolved < 1 ? [{ mark: set(start), alpha: 1 - dissolved }] : []),
    ...(dissolved > 0 ? [{ mark: set(end), alpha: dissolved }] : []),
  ];
}

/** Texts cut at their spaces, and between the characters of scripts without: each with its own place. */
function wordsOf(marks: readonly PhysicalMark[], ruler: Ruler): readonly TextMark[] {
  return marks.flatMap((mark): readonly TextMark[] => {
    if (mark.kind !== 'text') return [];
    return [
      ...mark.text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu),
    ].map(({ 0: text, index }) => {
      const width = ruler.width(text, mark.font);
      const before = ruler.width(mark.text.slice(0, index), mark.font);
      return { ...mark, text, width, x: mark.direction === 'rtl' ? mark.x + mark.width - before - width : mark.x + before };
    });
  });
}

function isField(mark: PhysicalMark): mark is Field {
  return mark.kind === 'rectangle' && mark.bleed === true;
}

function isSameFace(one: Font, other: Font): boolean {
  return one.family === other.family && (one.italic ?? false) === (other.italic ?? false);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** Between two colours `#RRGGBB`; others change at once, halfway. */
function blend(from: Colour, to: Colour, share: number): Colour {
  if (from === to) return to;
  if (!/^#[\dA-F]{6}$/iu.test(from) || !/^#[\dA-F]{6}$/iu.test(to)) return share < 0.5 ? from : to;
  const part = (
    at: number,
  ): string => Math.round(mix(parseInt(from.slice(at, at + 2), 16), parseInt(to.slice(at, at + 2), 16), share)).toString(16).padStart(2, '0');
  return `#${part(1)}${part(3)}${part(5)}`.toUpperCase();
}
