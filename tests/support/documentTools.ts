import type { DocumentTools } from '../../src/stages/extraction/documentTools';

/** Gives readers of documents what is named; whatever else they ask for fails when it is used. */
export function documentTools(parts: Partial<DocumentTools> = {}): DocumentTools {
  const absent = (part: string) => (): never => { throw new Error(`no ${part} here`); };
  return { html: async () => ({ parse: absent('HTML'), sanitize: absent('HTML') }), ...parts };
}
