export function readMarkdown(text: string) { return { blocks: [] } }
