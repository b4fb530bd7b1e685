import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

export interface TextSocket {
  send(text: string): void;
  close(): void;
}

/**
 * Opens a WebSocket for texts (RFC 6455), as Node 20 has none of its own: enough to talk with a browser on this machine.
 *
 * @param hear takes every text that comes, whole
 */
export async function openWebSocket(url: string, hear: (text: string) => void): Promise<TextSocket> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const key = randomBytes(16).toString('base64');
  const answer = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  let waiting = Buffer.alloc(0);
  let text: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    let isOpen = false;
    socket.on('error', reject);
    socket.on('connect', () => socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    ));
    socket.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      if (!isOpen) {
        const end = waiting.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!waiting.subarray(0, end).toString().includes(answer)) reject(new Error(`A WebSocket must open, got ${waiting.subarray(0, end).toString()}`));
        waiting = waiting.subarray(end + 4);
        isOpen = true;
        resolve();
      }
      for (let frame = frameIn(waiting); frame !== undefined; frame = frameIn(waiting)) {
        waiting = waiting.subarray(frame.size);
        // Texts and what continues them; nothing else matters between two programs on one machine.
        if (frame.kind > 1) continue;
        text.push(frame.body);
        if (!frame.isLast) continue;
        hear(Buffer.concat(text).toString());
        text = [];
      }
    });
  });
  return {
    send: (words) => void socket.write(masked(Buffer.from(words))),
    close: () => void socket.destroy(),
  };
}

interface Frame {
  readonly size: number;
  readonly kind: number;
  readonly isLast: boolean;
  readonly body: Buffer;
}

/** The first frame of a stream, once all of it has come. */
function frameIn(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [head = 0, short = 0] = bytes;
  const length = short & 127;
  const extra = length === 126 ? 2 : length === 127 ? 8 : 0;
  if (bytes.length < 2 + extra) return undefined;
  const size = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : length;
  const start = 2 + extra;
  return bytes.length < start + size
    ? undefined
    : { size: start + size, kind: head & 15, isLast: head >= 128, body: Buffer.from(bytes.subarray(start, start + size)) };
}

/** A client masks what it sends. */
function masked(body: Buffer): Buffer {
  const mask = randomBytes(4);
  // The shortest form that holds the length: Firefox hears no other.
  const head = Buffer.alloc(body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  head[1] = 0x80 | (head.length === 2 ? body.length : head.length === 4 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(body.length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, mask, body.map((byte, index) => byte ^ (mask[index & 3] ?? 0))]);
}
