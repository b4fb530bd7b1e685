// Answers each message with itself: what a worker costs without anything around it.
globalThis.addEventListener('message', ({ data }) => globalThis.postMessage(data));
