export function readPlainText(text: string) { return { blocks: [] } }
