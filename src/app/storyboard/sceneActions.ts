import type { PictureChange } from './pictureChange';

/** What a person does with scenes, each by its id. */
export interface SceneActions {
  select(id: string): void;
  /** @param field as `fieldsOf` names it */
  edit(id: string, field: string, value: string): void;
  changePicture(id: string, change: PictureChange): void;
  /** @param to place in the film, from 0; beyond its ends is at them */
  move(id: string, to: number): void;
  remove(id: string): void;
}
