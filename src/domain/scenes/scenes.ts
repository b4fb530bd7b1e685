import { chartKind, chartSchema } from './chart';
import type { ChartScene } from './chart';
import { codeKind, codeSchema } from './code';
import type { CodeScene } from './code';
import { definitionKind, definitionSchema } from './definition';
import type { DefinitionScene } from './definition';
import { formulaKind, formulaSchema } from './formula';
import type { FormulaScene } from './formula';
import { listKind, listSchema } from './list';
import type { ListScene } from './list';
import { numberKind, numberSchema } from './number';
import type { NumberScene } from './number';
import { outroKind, outroSchema } from './outro';
import type { OutroScene } from './outro';
import { pictureKind, pictureSchema } from './picture';
import type { PictureScene } from './picture';
import { quoteKind, quoteSchema } from './quote';
import type { QuoteScene } from './quote';
import { sectionKind, sectionSchema } from './section';
import type { SectionScene } from './section';
import { statementKind, statementSchema } from './statement';
import type { StatementScene } from './statement';
import { tableKind, tableSchema } from './table';
import type { TableScene } from './table';
import { titleKind, titleSchema } from './title';
import type { TitleScene } from './title';
import type { SceneKind } from './sceneKind';
import type { SceneSchema } from './sceneSchema';

/** What a scene is, by its layout. */
export interface Scenes {
  readonly title: TitleScene;
  readonly section: SectionScene;
  readonly statement: StatementScene;
  readonly list: ListScene;
  readonly quote: QuoteScene;
  readonly code: CodeScene;
  readonly table: TableScene;
  readonly chart: ChartScene;
  readonly number: NumberScene;
  readonly definition: DefinitionScene;
  readonly picture: PictureScene;
  readonly formula: FormulaScene;
  readonly outro: OutroScene;
}

type LayoutName = keyof Scenes;

/** The kinds by layout; what holds the schemas stands apart, because only files need it. */
export const sceneKinds = {
  title: titleKind, section: sectionKind, statement: statementKind, list: listKind, quote: quoteKind, code: codeKind, table: tableKind,
  chart: chartKind, number: numberKind, definition: definitionKind, picture: pictureKind, formula: formulaKind, outro: outroKind,
} as const satisfies { readonly [L in LayoutName]: SceneKind<Scenes[L]> };

export const sceneSchemas: { readonly [L in LayoutName]: SceneSchema<Scenes[L]> } = {
  title: titleSchema, section: sectionSchema, statement: statementSchema, list: listSchema, quote: quoteSchema, code: codeSchema, table: tableSchema,
  chart: chartSchema, number: numberSchema, definition: definitionSchema, picture: pictureSchema, formula: formulaSchema, outro: outroSchema,
};

/** Every layout once, in the order people meet them. */
// The table has no other keys.
export const layoutNames = Object.keys(sceneKinds) as readonly LayoutName[];

/** The kind of a scene. */
export function kindOf(scene: { readonly layout: LayoutName }): SceneKind<Scenes[LayoutName]> {
  return sceneKinds[scene.layout];
}
