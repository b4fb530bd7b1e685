/** Articles, prepositions and conjunctions of the languages that we meet most: a line should not end on one, as what it belongs to would stand on the next. */
export const smallWords: ReadonlySet<string> =
  new Set(('a an the of to in on at by for from with and or but nor so as is are was were be that which who whose when where if than into onto over under '
  + 'der die das den dem ein eine und oder mit von zu im am le la les un une des et ou de du en il lo gli una e o di da con el los las y con').split(' '));
