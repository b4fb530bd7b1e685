import { describe, expect, test } from 'vitest';
import { spoken } from '../../../../src/stages/video/voice/spoken';

const say = (text: string, language: string): string => spoken(text, language).text.replace(/\s+/g, ' ').trim();

describe('other languages as they are said', () => {
  test.each([
    ['de', 'Das kostet 5 € bzw. $20, z. B. am 12. Juni.', 'Das kostet 5 Euro beziehungsweise 20 Dollar, zum Beispiel am 12. Juni.'],
    ['de-AT', 'Er fuhr 90 km/h auf 5–10 km bei -5 °C.', 'Er fuhr 90 Kilometer pro Stunde auf 5 bis 10 Kilometer bei minus 5 Grad Celsius.'],
    ['de', 'Siehe https://kinora.org/de & schreib an a.b@c.de!', 'Siehe kinora Punkt org Schrägstrich de und schreib an a Punkt b ät c Punkt de!'],
    ['de', 'x ≥ 5 und 50 % von 3 Mio. Menschen', 'x mindestens 5 und 50 Prozent von 3 Millionen Menschen'],
    ['de', '3 m² und 1 t und 2 h usw. Dann', '3 Quadratmeter und 1 Tonne und 2 Stunden und so weiter. Dann'],
    ['de', 'Ruf lies_alles() auf, Version v1.2', 'Ruf lies alles auf, Version 1.2'],
    ['fr', 'M. Dupont a payé 5 € pour 3 kg, p. ex. chez nous.', 'Monsieur Dupont a payé 5 euros pour 3 kilogrammes, par exemple chez nous.'],
    ['fr', 'À 90 km/h, 5–10 % des cas & 3 m².', 'À 90 kilomètres par heure, 5 à 10 pour cent des cas et 3 mètres carrés.'],
    ['es', 'El Sr. Paz vive a 1 km, p. ej. en EE. UU., y paga 20 €.', 'El Señor Paz vive a 1 kilómetro, por ejemplo en Estados Unidos, y paga 20 euros.'],
    ['es', 'De 5–10 m³ a ~3 °C', 'De 5 a 10 metros cúbicos a unos 3 grados Celsius'],
    ['it', 'Il dott. Rossi, ad es., corre a 12 km/h & beve 2 l.', 'Il dottor Rossi, ad esempio, corre a 12 chilometri al ora e beve 2 litri.'],
    ['pt', 'O Sr. Lima mora na pág. 5, a ±3 m² de kinora.org', 'O Senhor Lima mora na página 5, a mais ou menos 3 metros quadrados de kinora ponto org'],
    ['nl', 'Bijv. 5 km² kost € 3 mln., d.w.z. 10 % meer.', 'Bijvoorbeeld 5 vierkante kilometer kost 3 euro miljoen, dat wil zeggen 10 procent meer.'],
    ['nl', 'Zie blz. 3 t/m 5 bij 120 km/u, -2 °C', 'Zie bladzijde 3 tot en met 5 bij 120 kilometer per uur, min 2 graden Celsius'],
  ])('%s: %s', (language, written, said) => {
    expect(say(written, language)).toBe(said);
  });
});
