import type { SpokenLine } from '../../domain/narration';
import { layoutNames } from '../../domain/scenes/scenes';
import type { Scenes } from '../../domain/scenes/scenes';
import type { Format, LayoutName, Scene, Storyboard, ThemeName, Tone } from '../../domain/storyboard';
import { lineSeconds, lineStarts, silentTiming } from '../../domain/timing';
import { given } from '../../domain/given';
import type { FilmScript } from '../../engine/ports';
import { captionsOf } from '../../stages/video/captions';
import { samplePictures } from './samplePictures';

/** Formats that every layout is looked at in. */
export const sampleFormats: readonly (Format & { readonly name: string })[] = [
  { name: '16x9', width: 1920, height: 1080, fps: 30 },
  { name: '9x16', width: 1080, height: 1920, fps: 30 },
  { name: '1x1', width: 1080, height: 1080, fps: 30 },
  { name: '4x5', width: 1080, height: 1350, fps: 30 },
];

type Draft<S> = S extends Scene ? Omit<S, 'id' | 'anchors' | 'frames'> : never;
type SceneDraft = Draft<Scene>;

/** Scenes as documents give them: one of each layout. */
const usual: { readonly [L in LayoutName]: Draft<Scenes[L]> } = {
  title: { layout: 'title', chapter: '', speech: ['How a river decides where to bend.'], kicker: 'Field notes', title: 'How a river decides where to bend', byline: 'Based on a report by the Hydrology Group\nNine pages, two minutes' },
  section: { layout: 'section', chapter: 'Why cities flood', speech: ['Why cities flood.'], title: 'Why cities flood', number: 2 },
  statement: { layout: 'statement', chapter: 'Why cities flood', speech: ['Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.'], text: 'Paving a tenth of a valley can double the height of its floods, because water that once soaked in now runs off at once.', emphasis: 'double' },
  list: { layout: 'list', chapter: 'What to watch', speech: ['Three signs of a dying lake.', 'Oxygen below four milligrams a litre at the bottom.', 'Blue-green algae before midsummer, three years running.', 'No young fish in the autumn survey.'], title: 'Three signs of a dying lake', ordered: true, entries: ['Oxygen below four milligrams a litre at the bottom', 'Blue-green algae before midsummer, three years running', 'No young fish in the autumn survey'] },
  quote: { layout: 'quote', chapter: 'What to watch', speech: ['We did not straighten the river. We shortened our own patience.'], text: '"We did not straighten the river. We shortened our own patience."', attribution: 'A river engineer, quoted in the appendix' },
  code: { layout: 'code', chapter: 'The model', speech: ['It stops when the ranks change by less than a millionth.'], title: 'wasm/assembly/rank.ts', language: 'ts', code: '// One step of the walk: r ← d·(Sᵀr) + (1 − d)/n\nexport function step(r: usize, n: i32): f64 {\n  let change = 0.0;\n  for (let i = 0; i < n; i++) {\n    change += abs(next(i) - load<f64>(r + (i << 3)));\n  }\n  return change;\n}' },
  table: { layout: 'table', chapter: 'What it costs', speech: ['Giving the river room pays for itself in six years.'], title: 'What each measure costs and saves', header: ['Measure', 'Cost, €m', 'Saved a year, €m', 'Pays back, years'], rows: [['Higher walls', '84', '3.1', '27'], ['Storage basins', '46', '4.0', '12'], ['Room for the river', '31', '5.2', '6']], highlight: 2 },
  chart: { layout: 'chart', chapter: 'Why cities flood', speech: ['Three times as many as when measuring began.'], kind: 'bar', title: 'Rain comes in fewer, heavier days', measure: 'Days a year above 30 mm, Rhine basin, from table 3', points: [['1970s', 0.8], ['1980s', 1], ['1990s', 1.1], ['2000s', 1.55], ['2010s', 1.8], ['2020s', 2.4]].map(([label, value]) => ({ label: String(label), value: Number(value), text: String(value) })), highlight: 5 },
  number: { layout: 'number', chapter: 'Heat in cities, page 12', speech: ['The old town is 4.3 °C warmer at midnight than the fields around it.'], before: '', figure: '4.3°', after: 'warmer at midnight in the old town than in the fields around it' },
  definition: { layout: 'definition', chapter: '', speech: ['An aquifer is rock or gravel below the ground that holds enough water to fill a well.'], term: 'Aquifer', note: 'noun, from Latin: water + to carry', text: 'Rock or gravel below the ground that holds enough water to fill a well.' },
  picture: { layout: 'picture', chapter: 'The valley', speech: ['The river has moved across the whole floor of this valley since the ice left it.'], placement: 'full', picture: 'valley', width: 1600, height: 1000, alt: 'A river in many bends between wooded hills', caption: 'The valley from the north, seen in May', text: 'The river has moved across the whole floor of this valley since the ice left it.', drifts: true },
  formula: {
    layout: 'formula', chapter: 'How rivers carry stone', title: 'Stream power', tex: '\\Omega = \\rho \\, g \\, Q \\, S',
    speech: ['The product is called stream power.', 'Here Q is the discharge in cubic metres per second, S is the slope, g is gravity and ρ is the density of water.'],
    legend: [
      { symbol: 'Q', meaning: 'discharge in cubic metres per second' }, { symbol: 'S', meaning: 'slope' },
      { symbol: 'g', meaning: 'gravity' }, { symbol: '\\rho', meaning: 'density of water' },
    ],
  },
  outro: { layout: 'outro', chapter: '', speech: ['Read the whole report online.'], title: 'How a river decides where to bend', source: 'Hydrology Group, “Rivers and room”, 2024', link: 'https://example.org/rivers' },
};

export const usualScenes: readonly SceneDraft[] = layoutNames.map((layout) => usual[layout]);

/** Scenes that strain a layout: short, long, crowded. */
export const hardScenes: readonly SceneDraft[] = [
  { layout: 'title', chapter: '', speech: [], kicker: '', title: 'Tides', byline: '' },
  { layout: 'title', chapter: '', speech: ['A long one.'], kicker: 'Proceedings of the twelfth international workshop on environmental flows and sediment', title: 'A comparative investigation of sediment transport, bank erosion and vegetation feedback in meandering lowland rivers under a changing climate: evidence from forty years of aerial photographs', byline: 'Margarethe Kowalczyk-Lindqvist, Jean-Baptiste Beauchêne, Alexandros Papadopoulos and eleven others, Institute for Water and Environment' },
  { layout: 'section', chapter: 'Method', speech: [], title: 'Materials, methods and the reasons for leaving out the winter of 1999', number: 12 },
  { layout: 'statement', chapter: '', speech: ['Rivers move.'], text: 'Rivers move.', emphasis: 'move' },
  { layout: 'statement', chapter: 'Donaudampfschifffahrtsgesellschaft and other long labels that do not fit in a line of a phone', speech: ['A very long statement.'], text: 'The Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft was founded, according to the sources that we could consult in the archive, in order to represent those subordinate officials of the main maintenance building of the Danube steam shipping electrical services who had so far been represented by nobody at all, although their number had grown considerably since the turn of the century and their duties had become more and more burdensome.', emphasis: 'nobody at all' },
  { layout: 'list', chapter: 'A label', speech: [], title: '', ordered: false, entries: ['One'] },
  { layout: 'list', chapter: 'What the committee recommends', speech: ['Seven things.', 'One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.', 'Seven.'], title: 'Seven recommendations that the committee made after hearing the experts', ordered: true, entries: ['Widen the bed wherever the land allows it, and buy the land where it does not yet', 'Do not build any houses below the line of the flood of 1954', 'Measure', 'Open the old side arms between Straubing and Vilshofen for fish and for water', 'Pay farmers whose fields are flooded by agreement, promptly and without forms', 'Raise only those walls that protect hospitals, schools and waterworks', 'Report every second year, in public, what was done and what was left undone'] },
  { layout: 'quote', chapter: '', speech: ['Listen.'], text: 'Listen.', attribution: '' },
  { layout: 'quote', chapter: 'Voices', speech: ['A long quote.'], text: 'When I was a boy the river came into the kitchen every third spring, and my grandmother put the chairs on the table and said that it would leave again when it had seen enough; nobody thought of walls, because nobody thought that the river was wrong.', attribution: 'Anna-Katharina Hohenwarter-Zimmermann (born 1931), farmer and former mayor of Niederalteich' },
  { layout: 'code', chapter: '', speech: ['Long code.'], title: '', language: 'python', code: Array.from({ length: 24 }, (_, row) => `${'    '.repeat(row % 4)}value_${row} = compute_the_discharge(station="Passau Ilzstadt", year=${1990 + row}, unit="m3/s")  # and a remark`).join('\n') },
  { layout: 'code', chapter: 'Setup', speech: ['Install it.'], title: 'Terminal', language: 'sh', code: 'npm install' },
  { layout: 'table', chapter: 'Appendix', speech: ['A crowded table.'], title: 'Discharge by station, month and year, with the long names that agencies like', header: ['Station and agency responsible', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'Remarks'], rows: Array.from({ length: 14 }, (_, row) => [`Station number ${row + 1} at the old bridge`, '1,204.5', '998.1', '1,411.0', '1,820.9', '2,002.2', '1,650.0', '1,204.4', 'Provisional figures, to be confirmed']), highlight: 11 },
  { layout: 'table', chapter: '', speech: [], title: '', header: [], rows: [['Yes', 'A short remark about nothing'], ['No', 'A considerably longer remark that does not fit in what a narrow picture leaves for it']], highlight: -1 },
  { layout: 'chart', chapter: 'What it costs', speech: ['Giving the river room costs least.'], kind: 'bar', title: 'What each measure costs', measure: 'Cost, €m', points: [{ label: 'Higher walls along the old town', value: 84, text: '84' }, { label: 'Storage basins', value: 46, text: '46' }, { label: 'Room for the river', value: 31, text: '31' }], highlight: 2 },
  { layout: 'chart', chapter: 'The gauge', speech: ['The summer of 2018 was the lowest.'], kind: 'line', title: 'The river runs lower', measure: 'Mean level in August, cm', points: [['1990', 212], ['1995', 220], ['2000', 198], ['2005', 176], ['2010', 189], ['2015', 148], ['2018', 97], ['2023', 121]].map(([label, value]) => ({ label: String(label), value: Number(value), text: String(value) })), highlight: 6 },
  { layout: 'chart', chapter: '', speech: ['Farms take most of it.'], kind: 'share', title: 'Who uses the water', measure: 'Share of what is drawn from the aquifer', points: [{ label: 'Farms', value: 61, text: '61%' }, { label: 'Households', value: 22, text: '22%' }, { label: 'Industry and power', value: 12, text: '12%' }, { label: 'Lost in the pipes', value: 5, text: '5%' }], highlight: 0 },
  { layout: 'chart', chapter: 'A very long label that goes on and on until it does not fit in any picture at all', speech: ['A long chart.'], kind: 'bar', title: 'Discharge by station, with the long names that agencies like, and a headline over several lines', measure: 'Cubic metres a second, mean of the years 1990 to 2023, provisional figures, to be confirmed by the agencies', points: Array.from({ length: 8 }, (_, index) => ({ label: `Station number ${index + 1} at the old bridge of Niederalteich`, value: 1200 * (index + 1) ** 2, text: `${1200 * (index + 1) ** 2} m³/s, provisional` })), highlight: 7 },
  { layout: 'number', chapter: 'Costs', speech: ['Giving the river room would cost the valley about $1.25 billion over ten years, a third of what walls cost.'], before: 'Giving the river room would cost the valley about', figure: '$1.25 billion', after: 'over ten years, a third of what walls cost' },
  { layout: 'number', chapter: '', speech: [], before: '', figure: '73%', after: '' },
  { layout: 'definition', chapter: 'Terms', speech: ['A long one.'], term: 'Evapotranspiration', note: '', text: 'The sum of all the water that leaves a piece of land as vapour: what dries off the ground and the leaves, what plants draw from the soil and breathe out in summer, and what rises from open water on a warm and windy day in the middle of June.' },
  { layout: 'picture', chapter: 'The gauge', speech: ['The gauge has stood in the harbour since 1817.'], placement: 'beside', picture: 'tower', width: 900, height: 1350, alt: 'A tower with lit windows', caption: 'Figure 2: the gauge tower at night', text: 'The gauge has stood in the harbour since 1817.', drifts: true },
  { layout: 'picture', chapter: 'How it works', speech: ['Water goes through three basins.'], placement: 'beside', picture: 'diagram', width: 1200, height: 700, alt: 'Three boxes joined by lines', caption: 'Figure 3: the three basins, the first of which holds the gravel back, the second the sand and the third the fine mud that makes the fields fertile', text: 'Water goes through three basins before it is led back to the river, and it leaves in each what it cannot carry any further.', drifts: false },
  { layout: 'picture', chapter: 'How it works', speech: ['The whole diagram.'], placement: 'beside', picture: 'diagram', width: 1200, height: 700, alt: 'Three boxes joined by lines', caption: '', text: '', drifts: true },
  { layout: 'picture', chapter: '', speech: ['Snow.'], placement: 'full', picture: 'snow', width: 2400, height: 900, alt: 'A field of snow', caption: 'The upper catchment in March', text: 'Half of the water that comes down in June fell as snow.', drifts: true },
  { layout: 'picture', chapter: '', speech: ['Snow again.'], placement: 'full', picture: 'snow', width: 2400, height: 900, alt: 'A field of snow', caption: '', text: '', drifts: true },
  { layout: 'picture', chapter: 'The gauge', speech: ['The tower again.'], placement: 'full', picture: 'tower', width: 900, height: 1350, alt: 'A tower', caption: 'Figure 2: the gauge tower at night, seen from the bridge that was taken down in the year after', text: 'The Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft built it within a single summer, according to those who watched.', drifts: false },
  { layout: 'picture', chapter: 'Lost', speech: ['The plan of 1822 is lost.'], placement: 'full', picture: 'missing', width: 800, height: 600, alt: 'A plan drawn in ink', caption: 'The plan of 1822', text: 'The first plan asked for a river as straight as a road.', drifts: true },
  { layout: 'code', chapter: 'The model', speech: ['Density and gravity are constants.', 'streamPower multiplies them with the flow and the slope.', 'reaches reads a file, a line for each stretch of the river.'], title: 'model/reaches.ts', language: 'ts', focus: [{ line: 0, first: 8, end: 10 }, { line: 1, first: 11, end: 14 }, { line: 2, first: 15, end: 23 }], code: 'import { readFile } from "node:fs/promises";\n\n/** A stretch of river: metres, square kilometres. */\ninterface Reach {\n  readonly length: number;\n  readonly basin: number;\n}\n\nconst density = 1000;\nconst gravity = 9.81;\n\nexport function streamPower(flow: number, slope: number): number {\n  return density * gravity * flow * slope;\n}\n\nexport async function reaches(path: string): Promise<Reach[]> {\n  const text = await readFile(path, "utf8");\n  // One reach a line, its fields between tabs.\n  return text.split("\\n").map((line) => {\n    const [length = 0, basin = 0] = line.split("\\t").map(Number);\n    return { length, basin };\n  });\n}' },
  { layout: 'code', chapter: '', speech: ['One line changed.'], title: '', language: 'diff', code: '@@ -12,7 +12,7 @@ export function streamPower(\n   const density = 1000;\n-  return density * 9.8 * flow * slope;\n+  return density * gravity * flow * slope;\n }' },
  { layout: 'formula', chapter: '', speech: ['A long one.'], title: '', legend: [], tex: '\\frac{\\partial (\\rho u)}{\\partial t} + \\nabla \\cdot (\\rho u \\otimes u) = -\\nabla p + \\nabla \\cdot \\left( \\mu \\left( \\nabla u + (\\nabla u)^{T} \\right) - \\tfrac{2}{3} \\mu (\\nabla \\cdot u) I \\right) + \\rho g + \\sum_{i=1}^{n} f_i \\le \\int_0^\\infty e^{-x^2} \\, dx' },
  { layout: 'formula', chapter: 'Appendix', speech: [], title: 'Two laws in a row, with a heading that takes more than a line of a phone', legend: [{ symbol: 'h', meaning: 'depth of the water above the bed, averaged over the width of the channel and the whole of a day' }], tex: '\\begin{aligned} \\tau_0 &= \\rho g h S \\\\ q_s &= 8 \\left( \\theta - \\theta_c \\right)^{3/2} \\sqrt{(s - 1) g d^3} \\\\ \\theta &= \\begin{cases} \\frac{\\tau_0}{(\\rho_s - \\rho) g d} & \\text{if } h > 0 \\\\ 0 & \\text{otherwise} \\end{cases} \\end{aligned}' },
  { layout: 'formula', chapter: '', speech: ['Nobody can read this.'], title: '', legend: [], tex: '\\href{https://example.org}{x} \\undefinedcommand{y} = z' },
  { layout: 'formula', chapter: '', speech: [], title: '', legend: [], tex: 'E = mc^2' },
  { layout: 'outro', chapter: '', speech: ['Thank you.'], title: 'Thank you', source: '', link: '' },
  { layout: 'outro', chapter: '', speech: [], title: 'A comparative investigation of sediment transport, bank erosion and vegetation feedback', source: 'Kowalczyk-Lindqvist, M., Beauchêne, J.-B., Papadopoulos, A. et al.: Environmental Flow Letters 12 (2024), pages 1130 to 1188', link: 'https://www.example.org/journals/environmental-flow-letters/volume-12/issue-4/article-1130?version=accepted&language=en' },
];

/** Other scripts: right to left, without spaces, with other letters. */
export const foreignScenes: Readonly<Record<'ar' | 'he' | 'hi' | 'bn' | 'th' | 'zh' | 'zh-Hant' | 'ja' | 'ko' | 'ru' | 'mixed', readonly SceneDraft[]>> = {
  ar: [
    { layout: 'title', chapter: '', speech: ['كيف يقرر النهر أين ينعطف'], kicker: 'ملاحظات ميدانية', title: 'كيف يقرر النهر أين ينعطف', byline: 'استنادا إلى تقرير مجموعة Hydrology' },
    { layout: 'statement', chapter: 'لماذا تفيض المدن', speech: ['تغطية عشر الوادي بالإسفلت يمكن أن تضاعف ارتفاع الفيضانات.'], text: 'تغطية عشر الوادي بالإسفلت يمكن أن تضاعف ارتفاع الفيضانات.', emphasis: 'تضاعف' },
    { layout: 'list', chapter: 'العلامات', speech: [], title: 'ثلاث علامات لبحيرة تحتضر', ordered: true, entries: ['الأكسجين أقل من أربعة مليغرامات', 'طحالب قبل منتصف الصيف', 'لا أسماك صغيرة في الخريف'] },
    { layout: 'picture', chapter: 'الوادي', speech: ['تحرك النهر عبر قاع الوادي كله.'], placement: 'beside', picture: 'tower', width: 900, height: 1350, alt: 'برج', caption: 'الشكل 2: برج القياس', text: 'تحرك النهر عبر قاع الوادي كله منذ أن غادره الجليد.', drifts: true },
    { layout: 'picture', chapter: 'الوادي', speech: ['تحرك النهر عبر قاع الوادي كله.'], placement: 'full', picture: 'valley', width: 1600, height: 1000, alt: 'نهر', caption: 'الوادي من الشمال', text: 'تحرك النهر عبر قاع الوادي كله منذ أن غادره الجليد.', drifts: true },
    { layout: 'table', chapter: '', speech: [], title: 'كلفة كل إجراء', header: ['الإجراء', 'الكلفة'], rows: [['جدران أعلى', '84'], ['مساحة للنهر', '31']], highlight: 1 },
    { layout: 'quote', chapter: 'أصوات', speech: ['لم نقوّم النهر. قصّرنا صبرنا نحن.'], text: 'لم نقوّم النهر. قصّرنا صبرنا نحن.', attribution: 'مهندسة أنهار، في الملحق' },
    { layout: 'number', chapter: 'الحرارة في المدن', speech: ['البلدة القديمة أدفأ بمقدار ٤٫٣ درجات عند منتصف الليل.'], before: '', figure: '4.3°', after: 'أدفأ عند منتصف الليل في البلدة القديمة منها في الحقول' },
    { layout: 'chart', chapter: '', speech: [], kind: 'bar', title: 'كلفة كل إجراء', measure: 'مليون يورو', points: [{ label: 'جدران أعلى', value: 84, text: '84' }, { label: 'أحواض تخزين', value: 46, text: '46' }, { label: 'مساحة للنهر', value: 31, text: '31' }], highlight: 2 },
  ],
  he: [
    { layout: 'title', chapter: '', speech: ['איך נהר מחליט היכן להתעקל.'], kicker: 'רשימות שדה', title: 'איך נהר מחליט היכן להתעקל', byline: 'על פי דוח של קבוצת ההידרולוגיה' },
    { layout: 'statement', chapter: 'מדוע ערים מוצפות', speech: ['ריצוף עשירית מן העמק יכול להכפיל את גובה השיטפונות, כי המים זורמים מיד.'], text: 'ריצוף עשירית מן העמק יכול להכפיל את גובה השיטפונות, כי המים זורמים מיד.', emphasis: 'להכפיל' },
    { layout: 'list', chapter: 'סימנים', speech: [], title: 'שלושה סימנים לאגם גוסס', ordered: true, entries: ['פחות מארבעה מיליגרם חמצן לליטר', 'אצות לפני אמצע הקיץ', 'אין דגים צעירים בסתיו'] },
    { layout: 'quote', chapter: 'קולות', speech: [], text: 'לא יישרנו את הנהר. קיצרנו את הסבלנות שלנו.', attribution: 'מהנדסת נהרות' },
  ],
  hi: [
    { layout: 'title', chapter: '', speech: ['नदी कैसे तय करती है कि कहाँ मुड़ना है।'], kicker: 'क्षेत्र टिप्पणियाँ', title: 'नदी कैसे तय करती है कि कहाँ मुड़ना है', byline: 'जलविज्ञान समूह की रिपोर्ट पर आधारित' },
    { layout: 'statement', chapter: 'शहर क्यों डूबते हैं', speech: ['घाटी के दसवें हिस्से को पक्का करने से बाढ़ की ऊँचाई दोगुनी हो सकती है।'], text: 'घाटी के दसवें हिस्से को पक्का करने से बाढ़ की ऊँचाई दोगुनी हो सकती है।', emphasis: 'दोगुनी' },
    { layout: 'list', chapter: 'संकेत', speech: [], title: 'मरती हुई झील के तीन संकेत', ordered: true, entries: ['तल पर ऑक्सीजन चार मिलीग्राम से कम', 'गर्मी से पहले शैवाल', 'शरद ऋतु में छोटी मछलियाँ नहीं'] },
    { layout: 'number', chapter: 'शहरों में गर्मी', speech: [], before: '', figure: '4.3°', after: 'आधी रात को पुराने शहर में खेतों से अधिक गर्म' },
  ],
  bn: [
    { layout: 'title', chapter: '', speech: ['নদী কীভাবে ঠিক করে কোথায় বাঁক নেবে।'], kicker: 'মাঠের টীকা', title: 'নদী কীভাবে ঠিক করে কোথায় বাঁক নেবে', byline: 'জলবিজ্ঞান দলের প্রতিবেদন থেকে' },
    { layout: 'statement', chapter: '', speech: [], text: 'উপত্যকার দশ ভাগের এক ভাগ পাকা করলে বন্যার উচ্চতা দ্বিগুণ হতে পারে।', emphasis: 'দ্বিগুণ' },
  ],
  th: [
    { layout: 'title', chapter: '', speech: ['แม่น้ำตัดสินใจอย่างไรว่าจะโค้งตรงไหน'], kicker: 'บันทึกภาคสนาม', title: 'แม่น้ำตัดสินใจอย่างไรว่าจะโค้งตรงไหน', byline: 'อ้างอิงรายงานของกลุ่มอุทกวิทยา' },
    { layout: 'statement', chapter: 'ทำไมเมืองจึงท่วม', speech: ['การปูพื้นหนึ่งในสิบของหุบเขาอาจทำให้น้ำท่วมสูงขึ้นเป็นสองเท่า เพราะน้ำที่เคยซึมลงดินไหลออกไปทันที'], text: 'การปูพื้นหนึ่งในสิบของหุบเขาอาจทำให้น้ำท่วมสูงขึ้นเป็นสองเท่า เพราะน้ำที่เคยซึมลงดินไหลออกไปทันที', emphasis: 'สองเท่า' },
    { layout: 'quote', chapter: '', speech: [], text: 'เราไม่ได้ทำให้แม่น้ำตรง เราเพียงทำให้ความอดทนของเราสั้นลง', attribution: 'วิศวกรแม่น้ำ' },
  ],
  zh: [
    { layout: 'title', chapter: '', speech: ['河流如何决定在哪里转弯。'], kicker: '田野笔记', title: '河流如何决定在哪里转弯', byline: '根据水文小组的报告' },
    { layout: 'statement', chapter: '城市为何被淹', speech: ['把河谷的十分之一铺上路面，洪水的高度就可能翻倍，因为原本渗入地下的水会立刻流走。'], text: '把河谷的十分之一铺上路面，洪水的高度就可能翻倍，因为原本渗入地下的水会立刻流走。', emphasis: '翻倍' },
    { layout: 'list', chapter: '要看什么', speech: ['湖泊垂死的三个迹象。', '湖底的氧含量低于每升四毫克。', '盛夏之前就出现蓝藻。', '秋季调查中没有幼鱼。'], title: '湖泊垂死的三个迹象', ordered: true, entries: ['湖底的氧含量低于每升四毫克', '盛夏之前就出现蓝藻，连续三年', '秋季调查中没有幼鱼'] },
    { layout: 'quote', chapter: '', speech: [], text: '我们没有把河流拉直，我们只是缩短了自己的耐心。', attribution: '河流工程师，引自附录' },
    { layout: 'table', chapter: '', speech: [], title: '每项措施的成本', header: ['措施', '成本（百万欧元）', '回收年数'], rows: [['加高堤防', '84', '27'], ['蓄水池', '46', '12'], ['给河流空间', '31', '6']], highlight: 2 },
    { layout: 'definition', chapter: '术语', speech: [], term: '含水层', note: '名词', text: '地下能够储存足够的水、可供打井取用的岩石或砾石层。' },
  ],
  'zh-Hant': [
    { layout: 'title', chapter: '', speech: ['河流如何決定在哪裡轉彎。'], kicker: '田野筆記', title: '河流如何決定在哪裡轉彎', byline: '根據水文小組的報告' },
    { layout: 'statement', chapter: '城市為何被淹', speech: [], text: '把河谷的十分之一鋪上路面，洪水的高度就可能加倍，因為原本滲入地下的水會立刻流走。', emphasis: '加倍' },
  ],
  ko: [
    { layout: 'title', chapter: '', speech: ['강은 어디서 굽을지 어떻게 정하는가.'], kicker: '현장 노트', title: '강은 어디서 굽을지 어떻게 정하는가', byline: '수문학 그룹의 보고서를 바탕으로' },
    { layout: 'statement', chapter: '도시는 왜 잠기는가', speech: ['골짜기의 십분의 일을 포장하면 홍수의 높이가 두 배가 될 수 있다.'], text: '골짜기의 십분의 일을 포장하면 홍수의 높이가 두 배가 될 수 있다.', emphasis: '두 배' },
    { layout: 'quote', chapter: '', speech: [], text: '우리는 강을 곧게 편 것이 아니다. 우리 자신의 인내심을 줄였을 뿐이다.', attribution: '하천 기술자' },
  ],
  ja: [
    { layout: 'title', chapter: '', speech: ['川はどこで曲がるかをどう決めるのか。'], kicker: '現地ノート', title: '川はどこで曲がるかをどう決めるのか', byline: '水文グループの報告書に基づく' },
    { layout: 'statement', chapter: 'なぜ都市は浸水するのか', speech: ['谷の十分の一を舗装すると、しみ込んでいた水が一気に流れ出し、洪水の高さは二倍になることがある。'], text: '谷の十分の一を舗装すると、しみ込んでいた水が一気に流れ出し、洪水の高さは二倍になることがある。', emphasis: '二倍' },
    { layout: 'quote', chapter: '', speech: [], text: '私たちは川をまっすぐにしたのではない。自分たちの忍耐を縮めたのだ。', attribution: '河川技術者' },
    { layout: 'list', chapter: '見るべきもの', speech: [], title: '死にゆく湖の三つの兆し', ordered: true, entries: ['湖底の酸素が一リットルあたり四ミリグラムを下回る', '夏の盛りの前に藍藻が出る（三年続けて）', '秋の調査で稚魚がいない'] },
    { layout: 'number', chapter: '都市の熱', speech: ['旧市街は真夜中に周りの畑より4.3度暖かい。'], before: '旧市街は真夜中に', figure: '4.3度', after: '周りの畑より暖かい' },
  ],
  ru: [
    { layout: 'title', chapter: '', speech: ['Как река решает, где повернуть.'], kicker: 'Полевые заметки', title: 'Как река решает, где повернуть', byline: 'По отчёту гидрологов Ναυσικάς Παπαδοπούλου' },
    { layout: 'quote', chapter: 'Голоса', speech: [], text: 'Мы не выпрямили реку. Мы укоротили собственное терпение.', attribution: 'Инженер, цитируется в приложении' },
    { layout: 'list', chapter: 'Признаки', speech: [], title: 'Три признака умирающего озера', ordered: true, entries: ['Кислорода у дна меньше четырёх миллиграммов на литр', 'Сине-зелёные водоросли до середины лета', 'Осенью нет молоди рыб'] },
  ],
  mixed: [
    { layout: 'title', chapter: '', speech: ['The river, in six scripts.'], kicker: 'Étude → исследование → 研究', title: 'River, река, 川, नदी, نهر and ποταμός', byline: 'Nine pages ✓ two minutes 🌊' },
    { layout: 'statement', chapter: 'Names', speech: ['The Japanese call it 川 (kawa) and the Arabs نهر (nahr), which is older than either border.'], text: 'The Japanese call it 川 (kawa) and the Arabs نهر (nahr), which is older than either border.', emphasis: 'older' },
    { layout: 'list', chapter: 'What it does', speech: [], title: 'What a release brings', ordered: false, entries: ['🚀 Starts in 0.3 s instead of 2 s', 'Δt ≤ 40 ms → fewer dropped frames', '✅ Reads 日本語, 한국어, ไทย and עברית'] },
    { layout: 'code', chapter: '', speech: [], title: 'greet.ts', language: 'ts', code: "const greetings = ['Hello', 'こんにちは', 'Привет', 'שלום'];\nfor (const one of greetings) console.log(one); // → 4 lines" },
  ],
};

/** A silent film of some drafts, timed as silent films are, captions burned in. */
export function sampleFilm(drafts: readonly SceneDraft[], theme: ThemeName, format: Format, language = 'en', burn = true, tone?: Tone): FilmScript {
  const timed = drafts.map((draft, index) => {
    const durations = draft.speech.map((text) => lineSeconds(text, language, 0));
    const starts = lineStarts(durations);
    const id = `scene-${index + 1}`;
    const lines: SpokenLine[] = draft.speech.map((text, at) => ({ scene: id, text, start: starts[at] ?? 0, ...silentTiming(text, language) }));
    const seconds = Math.max(3, (starts.at(-1) ?? 0) + (durations.at(-1) ?? 0) + 0.6);
    return { scene: { ...draft, id, anchors: [], frames: Math.ceil(seconds * format.fps) } satisfies Scene, lines };
  });
  const storyboard: Storyboard = {
    version: 1,
    title: 'How a river decides where to bend',
    language,
    source: { name: 'rivers.pdf', link: '' },
    format: { width: format.width, height: format.height, fps: format.fps },
    theme,
    ...given({ tone }),
    seed: 1,
    seconds: 0,
    scenes: timed.map((one) => one.scene),
  };
  const lines = timed.flatMap((one) => one.lines);
  const pictures = Object.fromEntries(Object.entries(samplePictures).map(([id, { light }]) => [id, light]));
  return { storyboard, lines, captions: captionsOf(storyboard, lines), burn, pictures };
}
