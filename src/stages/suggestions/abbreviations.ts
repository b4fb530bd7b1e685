import { table } from '../../domain/table';

/** How the full stop after an abbreviation is to be read. */
export interface Abbreviations {
  /** Titles and the like: something always follows, the stop never ends a sentence. */
  readonly leading: ReadonlySet<string>;
  /** Read so only before a number: `p. 55`, `Fig. 3`. */
  readonly numbered: ReadonlySet<string>;
  /** May close a sentence: it does if the next word is a common opener (`etc. The`), else not (`Co. Ltd`). */
  readonly closing: ReadonlySet<string>;
  /** Whether a number with a stop is an ordinal (`12. Juni`). */
  readonly ordinals: boolean;
}

/**
 * The abbreviations of a language, lower case, without the last stop; an unknown language takes the English ones; titles and firms are known in all.
 *
 * @param language BCP 47
 */
export function abbreviationsOf(language: string): Abbreviations {
  const code = language.split('-', 1)[0]?.toLowerCase() ?? '';
  let found = known.get(code);
  if (found === undefined) {
    const own = lists[code] ?? lists['en'];
    found = {
      leading: words(shared.leading, own?.leading),
      numbered: words(shared.numbered, own?.numbered),
      closing: words(shared.closing, own?.closing),
      ordinals: ordinalLanguages.has(code),
    };
    known.set(code, found);
  }
  return found;
}

interface Listed {
  readonly leading?: string;
  readonly numbered?: string;
  readonly closing?: string;
}

function words(shared: string, own = ''): ReadonlySet<string> {
  return new Set(`${shared} ${own}`.split(' ').filter((word) => word !== ''));
}

// Derived from constants only: it never changes an answer.
const known = new Map<string, Abbreviations>();

const shared = {
  leading: 'mr mrs ms mx dr drs prof rev gen capt col lt sgt e.g i.e cf viz vs ca mt ft',
  numbered: 'p pp fig figs nr vol',
  closing: 'inc ltd corp llc bros jr sr etc al a.m p.m ph.d u.s u.s.a u.k e.u u.n st',
} as const;

const lists: Readonly<Record<string, Listed>> = table({
  en: {
    leading: 'fr hon maj cmdr cpl pvt gov sen rep pres supt insp adm messrs mmes mme ste eg ie v approx resp incl esp aka',
    numbered:
      'no nos ch chap sec sect sects eq eqs eqn tab tbl art arts para pt par app ref refs ex cl ver s ss jan feb mar apr jun jul aug sep sept oct nov dec',
    closing: 'co plc esq am pm m.d b.a m.a b.sc m.sc d.c ave blvd rd dept univ assn est ed eds min max hr hrs',
  },
  de: {
    leading:
      'z.b z b d.h d h u.a u a o.ä z.t z.z i.d.r i.a bzw vgl sog ggf bspw evtl inkl zzgl abzgl hr fr frl dipl ing dr.-ing kath ev geb gest ca mind '
      + 'allg insb lt gem einschl ausschl jh hl hrsg bd',
    numbered: 's nr abs art abb kap tel ziff rn anm aufl jan feb mär apr jun jul aug sep sept okt nov dez',
    closing: 'usw etc ff u.s.w usf mio mrd tsd str ag',
  },
  fr: {
    leading: 'm mm mme mmes mlle mlles dr pr me mgr p.ex ex c.-à-d c.à.d env cf av apr st ste bd', numbered: 'p pp n art chap fig vol t',
    closing: 'co cie sté ltd j.-c',
  },
  es: {
    leading: 'sr sra srta sres sras dr dra d dña lic ing arq prof p.ej ej vda gral cnel cap tte mons ud uds vd vds av avda',
    numbered: 'pág págs p núm n° nº n art cap fig vol lun mar mié jue vie sáb dom ene feb abr jun jul ago sept oct nov dic',
    closing: 'etc cía s.a ee.uu a.c d.c aprox min',
  },
  it: {
    leading:
      'sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv arch geom rag on mons s ss spett gent egr p.es ad es v v.cte f.p idraul meteor cap col gen',
    numbered: 'p pag pagg n nn art artt cap fig vol tel lun mar mer gio ven sab dom gen feb apr mag giu lug ago set ott nov dic',
    closing: 'ecc etc s.p.a s.r.l a.c d.c',
  },
  pt: {
    leading: 'sr sra srs dr dra prof profa eng arq d exmo exma p.ex ex av', numbered: 'p pág págs n nº art cap fig vol', closing: 'etc ltda cia s.a a.c d.c',
  },
  nl: {
    leading: 'dhr mevr mw mr drs ir ing prof dr bijv bv o.a m.b.t d.w.z t.a.v i.v.m n.a.v ca resp evt incl excl nl', numbered: 'p pp blz nr art afb hfdst',
    closing: 'enz etc e.d n.v b.v',
  },
  da: {
    leading: 'hr fr dr prof skt f.eks fx bl.a bl a d.v.s dvs ca evt inkl ekskl pga ift mht jf jr kgl', numbered: 's nr stk kap fig',
    closing: 'osv mv m.v m.m co mio mia',
  },
  sv: { leading: 't.ex bl.a d.v.s dvs s.k ca ev inkl exkl resp fr hr dr prof jfr', numbered: 's nr kap fig st', closing: 'osv m.m m.fl etc mm' },
  no: { leading: 'f.eks bl.a dvs ca ev inkl ekskl hr fr dr prof jf', numbered: 's nr kap fig', closing: 'osv m.m mv etc' },
  ru: {
    leading: 'г-н г-жа д-р проф акад им т.е т.к т.н напр см ср стр ул пр пл обл р-н гос св',
    numbered: 'с стр рис табл гл п пп ст № т г',
    closing: 'т.д т.п т др пр г гг в вв руб долл коп тыс млн млрд у.е куб.м кв.м н.э чел мин сек ч',
  },
  uk: { leading: 'д-р проф акад ім т.зв напр див вул пл обл', numbered: 'с стор рис табл гл п ст', closing: 'т.д т.п ін р рр грн тис млн млрд' },
  bg: { leading: 'г-н г-жа д-р проф ул пл бул гр т.нар т.е напр вж', numbered: 'с стр фиг т чл', closing: 'т.г г т.н т.д др лв хил млн млрд' },
  kk: { leading: 'т проф акад', numbered: '№ б', closing: 'т.б ж жж млн млрд' },
  pl: {
    leading: 'np m.in tzn tzw prof dr hab inż mgr św ul al im ks por ok wg', numbered: 's str nr rys tab art ust poz',
    closing: 'itd itp r w tys mln mld zł godz',
  },
  cs: {
    leading: 'např tzv tj mj prof dr ing mgr mudr judr sv ul resp cca', numbered: 's str č obr tab čl odst',
    closing: 'atd apod aj s.r.o a.s tis mil mld hod r o',
  },
  sk: {
    leading: 'napr tzv t.j prof dr ing mgr mudr judr sv ul resp cca', numbered: 's str č obr tab čl ods', closing: 'atď apod a i s.r.o a.s tis mil mld hod r o',
  },
  hu: { leading: 'pl dr ifj id özv prof ún ill kb vö', numbered: 'o old sz', closing: 'stb kft bt rt zrt' },
  fi: { leading: 'esim mm ns ks nk n prof tri tms', numbered: 's nro kuva', closing: 'jne ym yms oy' },
  tr: { leading: 'dr prof doç sn av örn bkz yy', numbered: 's no', closing: 'vb vs vd ltd şti a.ş' },
  el: { leading: 'κ κα δρ καθ π.χ πχ δηλ βλ', numbered: 'σ αρ', closing: 'κλπ κ.λπ κ.ά κ.α' },
});

const ordinalLanguages: ReadonlySet<string> = new Set(['de', 'da', 'no', 'nb', 'nn', 'fi', 'cs', 'sk', 'hu', 'pl', 'sl', 'hr', 'sr', 'et', 'lv', 'tr', 'is']);
