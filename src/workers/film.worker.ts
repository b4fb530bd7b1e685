import * as Comlink from 'comlink';
import type { FilmApi } from './filmApi';
import { openFilm } from './filmApi';
import { serve } from './serve';

const film = openFilm();

/** As `openFilm` gives it, but pictures are handed over instead of copied. */
const api: FilmApi = {
  ...film,
  async encodeScene(...call) {
    const segment = await film.encodeScene(...call);
    // Made for this segment, alone in its buffer.
    return Comlink.transfer(segment, segment.bytes instanceof Uint8Array ? [segment.bytes.buffer] : []);
  },
  async planes(frames) {
    const planes = await film.planes(frames);
    return Comlink.transfer(planes, [planes.buffer]);
  },
  async pictures(...call) {
    const files = await film.pictures(...call);
    return Comlink.transfer(files, files.map(({ buffer }) => buffer));
  },
  async changes(frames, before, width, height) {
    const changes = await film.changes(frames, before, width, height);
    return Comlink.transfer(changes, changes.map(({ bytes }) => bytes.buffer));
  },
};

serve(api);
