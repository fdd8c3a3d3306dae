import { type Document, isSeq, YAMLSeq } from 'yaml';

/** A file of nothing but comments has no list yet; its comments stay above the one it gets. */
export function listIn(document: Document): YAMLSeq {
  if (isSeq(document.contents)) {
    return document.contents;
  }

  const list = new YAMLSeq(document.schema);
  document.commentBefore ??= document.comment;
  document.comment = null;
  document.contents = list;
  return list;
}
