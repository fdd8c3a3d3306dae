/**
 * Whether every code unit of a text is a character of its own for a reader, whatever stands beside it: no CR, marks,
 * joiners or surrogates. Such a text is cut without `Intl.Segmenter`, whose first use takes 8 ms, a tenth of the time to
 * the first frame. test/build/clusters.test.ts holds it against the segmenter, with every code unit beside every kind of
 * neighbour.
 */
export const isPlain = (text: string): boolean =>
  /^[\0-\f\u000E-~\u00A1-\u02FF\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2100-\u2BFF]*$/.test(text);
